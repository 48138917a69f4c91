"""Nothing that is sent becomes a header of ours, or an address that leads elsewhere."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import Seller
from tests.every_route.conftest import ORIGINS, REFRESH_URL
from tests.every_route.routes import Route

pytestmark = pytest.mark.engine("sqlite")
# Twenty ways to end a header and begin another.
SPLITS = [
    *("%0d%0aEvil:1", "%0aEvil:1", "%0dEvil:1", "%0d%0a%0d%0a<script>", "%E5%98%8A%E5%98%8DEvil:1"),
    *("%250d%250aEvil:1", "%u000d%u000aEvil:1", "\\r\\nEvil:1", "%c0%8d%c0%8aEvil:1"),
    *("%00%0aEvil:1", "%0d%0a%20Evil:1", "%0d%0a%09Evil:1", "%23%0d%0aEvil:1", "%3f%0d%0aEvil:1"),
    *("%0b%0cEvil:1", "%e2%80%a8Evil:1", "%e2%80%a9Evil:1", "%c2%85Evil:1"),
    *("%0d%0aSet-Cookie:a=b", "%0d%0aLocation:/x"),
]  # fmt: skip
NAMES = (
    "next",
    "then",
    "to",
    "url",
    "redirect_url",
    "return_url",
    "email",
    "code",
    "range",
    "account",
)
HOSTS = [
    {"Host": "evil.example"},
    {"Host": "localhost.evil.example"},
    {"Host": "localhost:99"},
    {"Host": "evil.example", "X-Forwarded-Host": "localhost"},
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-Port": "1"},
    {"X-Host": "evil.example", "X-Original-Host": "evil.example"},
    {"Forwarded": "host=evil.example;proto=https"},
    {"X-Original-URL": "//evil.example/", "X-Rewrite-URL": "//evil.example/"},
    {"X-Forwarded-Prefix": "//evil.example", "X-Script-Name": "//evil.example"},
]
ADDRESSES = (
    "Location",
    "Content-Location",
    "Refresh",
    "HX-Redirect",
    "HX-Location",
    "HX-Push-Url",
    "Link",
)


def refuse_if_led_away(answer: TestResponse, asked: str) -> None:
    """No header of the answer holds what was sent, or names a place that is not known."""
    assert answer.status_code < 500, asked
    assert "Evil" not in answer.headers, asked
    assert "a=b" not in str(answer.headers.getlist("Set-Cookie")), asked
    for name in ADDRESSES:
        for value in answer.headers.getlist(name):
            address = value.removeprefix("0; url=")
            is_ours = address.startswith("/") and not address.startswith(("//", "/\\"))
            assert is_ours or address.startswith((*ORIGINS, REFRESH_URL)), (asked, name, value)
            assert address != "/x", asked


def test_no_header_is_split(app: Flask, alices: FlaskClient, every_route: list[Route]) -> None:
    """T13, E14: 20 ways, in the address, the query and the form of every route of the browser's."""
    assert len(set(SPLITS)) == 20
    stranger = app.test_client()
    stranger.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    for number, route in enumerate(every_route):
        if route.is_api or route.endpoint.startswith("login.signout"):
            continue
        for start in (number, number + len(NAMES)):  # each route meets all, each name each in turn
            splits = [SPLITS[(start + place) % len(SPLITS)] for place in range(len(NAMES))]
            query = "&".join(map("=".join, zip(NAMES, splits, strict=True)))
            body = None if route.is_safe else query
            for browser in (stranger, alices):
                answer = browser.open(
                    f"{route.path}?{query}",
                    method=route.method,
                    headers={"HX-Current-URL": splits[0]},
                    data=body,
                    content_type=body and "application/x-www-form-urlencoded",
                )
                refuse_if_led_away(answer, f"{route} {query}")
    for split in SPLITS:
        for path in (f"/{split}", f"/login/{split}", f"/activity/{split}", f"/%2f{split}/.."):
            refuse_if_led_away(alices.get(path), path)


def test_a_forged_host_leads_nobody_away(
    alices: FlaskClient, alice: Seller, every_route: list[Route]
) -> None:
    """T13, A9: ten ways to name another host: no link, redirect, form or page holds it."""
    assert len(HOSTS) == 10
    key = {"Authorization": f"Bearer {alice.platform.test_key}"}
    for number, route in enumerate(every_route):
        if route.endpoint.startswith(("login.signout", "api.delete_account")):
            continue
        for forged in HOSTS[number % 3 :: 3]:
            headers = forged | (key if route.is_api else {})
            answer = alices.open(route.path, method=route.method, headers=headers)
            assert "evil.example" not in str(answer.headers), (route, forged)
            assert b"evil.example" not in answer.data, (route, forged)
            refuse_if_led_away(answer, f"{route} {forged}")
            answer.close()
