"""Every cookie that any route sets or takes away is `__Host-`, and lives where its session does."""

from collections import Counter
from dataclasses import dataclass, field

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import Seller
from tests.every_route.routes import Route
from tests.login.visitor import DEVICE, PENDING, SESSION, Visitor
from tests.outbox import Outbox

pytestmark = pytest.mark.engine("sqlite")
OWN = {"Sec-Fetch-Site": "same-origin"}
FRAME = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"}
TOP_LEVEL = {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}
FRAMED = {"HttpOnly", "Partitioned", "Path=/", "SameSite=None", "Secure"}
GONE = {"Expires=Thu, 01 Jan 1970 00:00:00 GMT", "Max-Age=0"}
BYTES_MAX = 4_096
PASSKEY = "__Host-passkey"
NAMES = {PENDING, SESSION, PASSKEY, DEVICE}


@dataclass
class Jar:
    """Looks at every cookie that is set, and counts them by name."""

    expected: set[str]
    seen: Counter[str] = field(default_factory=Counter)

    def look(self, answer: TestResponse, asked: object) -> None:
        """Refuse a cookie that is not the strict kind."""
        for line in answer.headers.getlist("Set-Cookie"):
            assert len(line) < BYTES_MAX, asked
            name, attributes = line.partition("=")[0], set(line.split("; ")[1:])
            assert name in NAMES, asked
            # A passkey's challenge is asked at top level alone: frames are given no passkeys.
            expected = TOP_LEVEL if name == PASSKEY else self.expected
            ends = {part for part in attributes if part.startswith(("Expires=", "Max-Age="))}
            assert attributes - ends == expected, (asked, line)
            # The device's cookie alone outlives the browser; it opens nothing.
            assert name == DEVICE or ends in (set(), GONE), (asked, line)
            self.seen[name] += 1


@pytest.mark.parametrize("is_framed", [False, True], ids=["top level", "in a frame"])
def test_every_cookie_of_every_route_is_the_strict_kind(
    app: Flask,
    outbox: Outbox,
    bob: Seller,
    carla: Seller,
    every_route: list[Route],
    is_framed: bool,
) -> None:
    """D6: __Host-, Secure, HttpOnly, Path=/, no Domain; Lax, or None and Partitioned in a frame."""
    jar = Jar(FRAMED if is_framed else TOP_LEVEL)
    waiting, inside = (Visitor(app.test_client(), outbox, OWN) for _ in range(2))
    for someone, seller in ((waiting, bob), (inside, carla)):
        followed = someone.follow(seller.login_link(), **(FRAME if is_framed else {}))
        jar.look(followed, "link")
    inside.ask()
    jar.look(inside.enter(outbox.code(carla.phone)), "code")
    headers = OWN | ({"Sec-Fetch-Dest": "iframe"} if is_framed else {})
    for route in every_route:
        if route.is_api or route.endpoint.startswith(("login.link", "login.signout")):
            continue
        for someone in (waiting, inside):
            answer = someone.browser.open(route.path, method=route.method, headers=headers)
            jar.look(answer, route)
    jar.look(inside.post("/signout"), "sign out")
    assert jar.seen[PENDING] >= 3
    assert jar.seen[SESSION] >= 2
