"""Somebody at the door: what she clicks and types, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import Morsel, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import Seller
from tests.outbox import Outbox

PENDING, SESSION, DEVICE = "__Host-pending", "__Host-session", "__Host-device"
REFRESH_URL = "https://acme.example/earnings"


@dataclass
class Visitor:
    """A browser and the phone beside it."""

    browser: FlaskClient
    outbox: Outbox
    headers: Mapping[str, str]

    def get(self, path: str, **headers: str) -> TestResponse:
        """Open a page."""
        return self.browser.get(path, headers={**self.headers, **headers})

    def post(self, path: str, **fields: str) -> TestResponse:
        """Send a form."""
        return self.browser.post(path, data=fields, headers={**self.headers})

    def follow(self, link: str, method: str = "GET", **headers: str) -> TestResponse:
        """Open a login link."""
        sent = {**self.headers, **headers}
        return self.browser.open(urlsplit(link).path, method=method, headers=sent)

    def ask(self) -> TestResponse:
        """*Text me a code*."""
        return self.post("/verify/send")

    def enter(self, code: str) -> TestResponse:
        """Type a code."""
        return self.post("/verify", code=code)

    def come_to_the_code(self, seller: Seller) -> str:
        """Follow a fresh link and ask; returns the code."""
        self.follow(seller.login_link())
        asked = self.ask()
        assert asked.status_code == 303, asked.text
        return self.outbox.code(seller.phone)

    def come_in(self, seller: Seller) -> TestResponse:
        """Go all the way to the seller's page; returns the answer that signed in."""
        entered = self.enter(self.come_to_the_code(seller))
        assert entered.status_code == 303, entered.text
        return entered

    @property
    def is_in(self) -> bool:
        """Does the dashboard open?"""
        status = self.get("/").status_code
        assert status in {200, 302}, status
        return status == 200

    def token(self, name: str = SESSION) -> str | None:
        """The cookie that this browser holds."""
        cookie = self.browser.get_cookie(name)
        return cookie.value if cookie else None

    def plant(self, token: str, name: str = SESSION) -> None:
        """Put a cookie in the browser, as a thief or a fixer would."""
        self.browser.set_cookie(name, token)


def cookies_set(response: TestResponse) -> dict[str, "Morsel[str]"]:
    """The cookies of an answer, by their names."""
    found: dict[str, Morsel[str]] = {}
    for line in response.headers.getlist("Set-Cookie"):
        found.update(SimpleCookie(line.replace("; Partitioned", "; Comment=Partitioned")))
    return found


def bare(response: TestResponse) -> dict[str, Any]:
    """All that a stranger can tell apart in an answer; random tokens are not it."""
    headers = [
        (name, value.split(";", 1)[1] if name == "Set-Cookie" else value)
        for name, value in response.headers
    ]
    return {"status": response.status, "headers": headers, "body": response.data}


def wrong(code: str, step: int = 1) -> str:
    """Another code."""
    return f"{(int(code) + step) % 1_000_000:06d}"
