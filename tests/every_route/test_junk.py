"""Whatever is sent to whatever route: never our fault, and never a word of the inside."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.app import SECRET_KEY
from tests.cast import Seller
from tests.every_route.routes import Route

pytestmark = pytest.mark.engine("sqlite")
INSIDES = ("Traceback", "werkzeug", "peewee", "sqlite", "psycopg", "/webapp/", "site-packages")
METHODS = ("TRACE", "CONNECT", "PATCH", "PUT", "DELETE", "PROPFIND", "LOCK", "BREW", "G\tET")
SESSION, PENDING = "__Host-session", "__Host-pending"
HEADERS: list[dict[str, str]] = [
    {"Cookie": "=; ;;==\x7f; a"},
    {"Cookie": f"{SESSION}="},
    {"Cookie": f"{SESSION}=\xff\xfe; {PENDING}=\xff"},
    {"Cookie": f"{SESSION}={'x' * 60_000}"},
    {"Cookie": "; ".join(f"{SESSION}={n}" for n in range(200))},
    {"Cookie": f'{SESSION}="\\000\\012"; {PENDING}="\\"'},
    {"Authorization": "Bearer"},
    {"Authorization": "Bearer sk_live_\xe9\xff"},
    {"Authorization": "Basic !!!"},
    {"Authorization": "Basic " + "QQ==" * 5_000},
    {"Authorization": "Digest username=\"x\", realm="},
    {"Content-Type": "multipart/form-data; boundary=" + "x" * 5_000},
    {"Content-Type": "\xff/\xfe; charset=utf-7"},
    {"Content-Length": "banana"},
    {"Content-Length": "-5"},
    {"Content-Encoding": "gzip"},
    {"Transfer-Encoding": "chunked, chunked"},
    {"Accept": "*/*;q=banana, \xff"},
    {"Accept-Language": "xx-" + "y" * 9_000},
    {"Accept-Encoding": "br;q=-1, \xff"},
    {"User-Agent": "\x1b[2J\xff" * 500},
    {"Host": "evil.example:99999"},
    {"Host": "[::1"},
    {"Host": "\xff"},
    {"Referer": "\xff" * 9_000, "Origin": "\xff"},
    {"X-Forwarded-For": "\xff" * 9_000, "X-Forwarded-Host": "evil", "X-Forwarded-Proto": "gopher"},
    {"If-None-Match": '"' * 9_000},
    {"If-Modified-Since": "32 Feb 99999999", "Range": "bytes=9-1,-,--1", "If-Range": "\xff"},
    {"HX-Request": "\xff", "HX-Current-URL": "javascript:\xff", "HX-Target": "x" * 9_000},
    {"Sec-Purpose": "\xff", "Sec-Fetch-Dest": "\xff" * 99},
    {"Stripe-Account": "acct_\xff", "Idempotency-Key": "\xff" * 300, "Stripe-Version": "\xff"},
    {"Expect": "banana", "Upgrade": "h2c", "Connection": "Upgrade, HTTP2-Settings"},
]  # fmt: skip
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
MULTIPART = "multipart/form-data; boundary=b"
BODIES: list[tuple[str, bytes]] = [
    (FORM, b"%"), (FORM, b"code=%zz&email=%ff%fe"), (FORM, b"\0=\0&code=\0"), (FORM, b"&" * 5_000),
    (FORM, b"email[a][b][c]=1&email=2"), (FORM, b"code=" + b"9" * 100_000),
    (FORM, b"&".join(b"a%d=1" % n for n in range(5_000))), (FORM, b"x" * 5_000_000),
    (FORM, "email=\ud800@\u202e".encode("utf-8", "surrogatepass")),
    ("multipart/form-data", b"no boundary"), (MULTIPART, b"--b"), (MULTIPART, b"--b\r\n\r\n--b--"),
    (MULTIPART, b"--b\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n\xff\r\n--b--"),
    (MULTIPART, b"--b\r\n" + b"X: y\r\n" * 5_000),
    (MULTIPART, b'--b\r\nContent-Disposition: form-data; filename="../x"\r\n\r\nx\r\n--b--'),
    (JSON, b""), (JSON, b"{"), (JSON, b"[" * 100_000), (JSON, b"null"), (JSON, b"[1]"),
    (JSON, b'{"amount": 1e999, "currency": NaN}'), (JSON, b'{"amount": ' + b"9" * 5_000 + b"}"),
    (JSON, b'{"a": "\\ud800", "a\\u0000": 1}'), (JSON, b"\xff\xfe{}"),
    (JSON, b'{"' + b'a":{"' * 2_000), ("text/xml", b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;'),
    ("", b"\0" * 5_000),
]  # fmt: skip


Send = Callable[..., TestResponse]


@pytest.fixture
def send(
    app: Flask, alices: FlaskClient, alice: Seller, caplog: pytest.LogCaptureFixture
) -> Iterator[Send]:
    """Ask as whom the route is for: Alice by her cookie, her platform by its key; or a stranger."""
    caplog.set_level(logging.ERROR)
    client = app.test_client(use_cookies=False)
    own = {"Sec-Fetch-Site": "same-origin"}
    cookie = {"Cookie": f"{SESSION}={alices.get_cookie(SESSION).value}"}
    key = {"Authorization": f"Bearer {alice.platform.test_key}"}

    def send(route: Route, *, is_stranger: bool = False, **sent: Any) -> TestResponse:
        who = {} if is_stranger else key if route.is_api else cookie
        headers = own | who | sent.pop("headers", {})
        options = {"method": route.method, "headers": headers} | sent
        return client.open(route.path, **options)

    yield send
    # What failed inside was caught, but it failed.
    assert not [record.getMessage() for record in caplog.records if record.exc_info]


def refuse_leaks(answer: TestResponse, asked: str) -> None:
    """The answer is no failure of ours, and tells nothing."""
    assert answer.status_code < 500, asked
    told = answer.text if answer.mimetype.startswith(("text/", "application/json")) else ""
    assert not [inside for inside in INSIDES if inside in told], asked
    assert SECRET_KEY not in told
    assert not [name for name, value in answer.headers if "\n" in value or "\r" in value]
    answer.close()


def lasting(every_route: list[Route]) -> list[Route]:
    """All but what ends the session that the walk needs, or the account."""
    ends = ("login.signout", "api.delete_account", "settings.end_device")
    return [route for route in every_route if not route.endpoint.startswith(ends)]


def test_odd_methods_are_refused_everywhere(send: Send, every_route: list[Route]) -> None:
    """13.4.4, E10: a verb that a route does not have is a sentence, TRACE echoes nothing."""
    meant: dict[str, set[str]] = {}
    for route in every_route:
        meant.setdefault(route.path, set()).add(route.method)
    for route in every_route:
        for method in set(METHODS) - meant[route.path]:
            answer = send(route, method=method, headers={"X-Canary": "echo-me"})
            assert 400 <= answer.status_code < 500, f"{method} {route.path}"
            assert b"echo-me" not in answer.data
            refuse_leaks(answer, f"{method} {route.path}")


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_junk_headers_and_cookies_are_never_our_fault(
    send: Send, every_route: list[Route], every: int
) -> None:
    """16.5.1: huge, broken and foreign headers, a quarter of them on each route, half as strangers.

    Each meets every fourth route, and neighbours differ; in the long run each meets all.
    """
    for number, route in enumerate(lasting(every_route)):
        for junk in HEADERS[number % every :: every]:
            refuse_leaks(send(route, headers=junk), f"{route} {str(junk)[:80]}")
        for junk in HEADERS[number % (2 * every) :: 2 * every]:
            answer = send(route, headers=junk, is_stranger=True)
            refuse_leaks(answer, f"stranger {route} {str(junk)[:80]}")


def test_junk_bodies_are_never_our_fault(send: Send, every_route: list[Route]) -> None:
    """16.5.1, 2.2.1: broken forms, files and JSON, five megabytes of nothing, on every write."""
    for route in lasting(every_route):
        for kind, body in [] if route.is_safe else BODIES:
            answer = send(route, data=body, content_type=kind)
            refuse_leaks(answer, f"{route} {kind} {body[:60]!r}")
