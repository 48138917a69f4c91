"""Every answer of every route, errors and files too, tells the browser what it may do with it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import Seller
from tests.every_route.conftest import ORIGINS
from tests.every_route.routes import Route

pytestmark = pytest.mark.engine("sqlite")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors "
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
        "publickey-credentials-create=(self), publickey-credentials-get=(self)"
    ),
}
TELLTALES = {"Server", "X-Powered-By", "X-Runtime", "X-AspNet-Version", "Via"}
HTMX = {"HX-Request": "true"}
ALICES = "'none'", " ".join(sorted(ORIGINS))
# A preview frames one page of ours, which nobody else frames; it shows sample money alone.
LOADED_BY_EVERY_SITE = ("GET /embed.js", "HEAD /embed.js")
PREVIEWS = "'none'; frame-src 'self'", "'self'", "'none'"


_kept: dict[str, TestResponse] = {}


@pytest.fixture
def asked(
    app: Flask, alices: FlaskClient, alice: Seller, every_route: list[Route]
) -> dict[str, TestResponse]:
    """Every route, asked once for all of these tests: two thousand answers take their time."""
    if not _kept:
        key = {"Authorization": f"Bearer {alice.platform.test_key}"}
        client = app.test_client(use_cookies=False)
        for route in every_route:
            if not route.endpoint.startswith("login.signout"):  # what follows would be a stranger's
                headers = key if route.is_api else {}
                _kept.update(answers(route, client, "stranger", {}))
                _kept.update(answers(route, alices, "alice", headers))
        for name in ("app.css", "app.js", "chart.js", "img/icon.svg"):
            path = app.jinja_env.globals["asset"](name)  # type: ignore[operator]
            _kept[path] = client.get(path)
            _kept[f"br {path}"] = client.get(path, headers={"Accept-Encoding": "br"})
        _kept["gone file"] = client.get("/assets/nothing.css")
        _kept["nowhere"] = client.get("/nowhere")
        _kept["sign out"] = alices.post("/signout")
        for answer in _kept.values():
            answer.close()
    return _kept


def answers(
    route: Route, browser: FlaskClient, who: str, headers: dict[str, str]
) -> Iterator[tuple[str, TestResponse]]:
    """By its own method, by HEAD, OPTIONS and one it has not, as page and as fragment."""
    for method in (route.method, "HEAD", "OPTIONS", "PATCH"):
        for more in ({}, HTMX):
            name = f"{who} {method} {route.path} {more}"
            if name not in _kept:
                yield name, browser.open(route.path, method=method, headers=headers | more)


def fixed(name: str) -> dict[str, str]:
    """The headers of an answer; one file of ours is made for other sites' pages."""
    is_theirs = any(f" {ask} " in name for ask in LOADED_BY_EVERY_SITE)
    return FIXED | ({"Cross-Origin-Resource-Policy": "cross-origin"} if is_theirs else {})


def test_every_answer_has_the_exact_headers(asked: dict[str, TestResponse]) -> None:
    """E7, E8, J6: policy, HSTS of a year, nosniff and the rest, once each; no version anywhere."""
    assert len(asked) > 300
    for name, answer in asked.items():
        assert answer.status_code < 500, name
        for header, value in fixed(name).items():
            assert answer.headers.getlist(header) == [value], (name, header)
        (policy,) = answer.headers.getlist("Content-Security-Policy")
        assert policy.startswith(POLICY), name
        assert not TELLTALES & {header for header, _ in answer.headers}, name


def test_nobody_but_the_platform_frames_an_answer(asked: dict[str, TestResponse]) -> None:
    """E4: its exact origins where the account is known, 'none' elsewhere; one header agrees."""
    ways = set()
    for name, answer in asked.items():
        ancestors = answer.headers["Content-Security-Policy"].removeprefix(POLICY)
        if "/preview/" in name:
            assert ancestors in PREVIEWS, name
            continue
        assert ancestors in ALICES, name
        assert answer.headers.get("X-Frame-Options") == ("DENY" if ancestors == "'none'" else None)
        if "/login/" not in name and (name.startswith("stranger") or not is_page(name, answer)):
            assert ancestors == "'none'", name  # a link speaks for its platform
        ways.add(ancestors)
    assert ways == set(ALICES)


def is_page(name: str, answer: TestResponse) -> bool:
    """Is it what a frame can hold? Files, fragments, and errors but refused forms are not."""
    is_shown = answer.status_code < 400 or answer.status_code == 422
    return answer.mimetype == "text/html" and is_shown and str(HTMX) not in name


def test_every_text_names_its_charset(asked: dict[str, TestResponse]) -> None:
    """E8, 4.1.1: text of every kind, and XML, is UTF-8 and says so."""
    for name, answer in asked.items():
        kind = answer.headers.get("Content-Type", "")
        if kind.startswith("text/") or kind.partition(";")[0].endswith(("+xml", "/xml")):
            assert "charset=utf-8" in kind.lower().replace('"', ""), (name, kind)


def test_nothing_is_kept_but_files_and_brands(asked: dict[str, TestResponse]) -> None:
    """D8, A8: no-store on all that is about people."""
    for name, answer in asked.items():
        is_file = "/assets/" in name or "/platforms/" in name or "/embed." in name
        if not is_file:
            assert answer.headers["Cache-Control"] == "no-store", name


def test_an_unchanged_answer_repeats_nothing_that_loosens(alices: FlaskClient) -> None:
    """E7, E8: a 304 leaves the headers of the answer that the browser kept."""
    first = alices.get("/activity", headers=HTMX)
    again = alices.get("/activity", headers=HTMX | {"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not {"Content-Security-Policy", "X-Frame-Options", *FIXED} & set(again.headers.keys())
    assert again.headers["ETag"] == first.headers["ETag"]
