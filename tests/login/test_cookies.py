"""Cookies: `__Host-`, unreadable by scripts, and in a cross-site frame a jar of their own."""

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.cast import Seller
from tests.login.visitor import DEVICE, PENDING, SESSION, Visitor

pytestmark = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
TOP_LEVEL = {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}
FRAMED = {"HttpOnly", "Partitioned", "Path=/", "SameSite=None", "Secure"}
GONE = {"Expires=Thu, 01 Jan 1970 00:00:00 GMT", "Max-Age=0"}
FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}


def attributes(response: TestResponse) -> dict[str, set[str]]:
    """What is said of each cookie that an answer sets, without its value."""
    lines = response.headers.getlist("Set-Cookie")
    return {line.partition("=")[0]: set(line.split("; ")[1:]) for line in lines}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, TOP_LEVEL),
        ({"Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "cross-site"}, TOP_LEVEL),
        ({"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-site"}, TOP_LEVEL),
        (FRAME, FRAMED),
        ({"Sec-Fetch-Dest": "frame", "Sec-Fetch-Site": "cross-site"}, FRAMED),
    ],
)
def test_every_cookie_has_the_attributes_of_its_place(
    visitor: NewVisitor, alice: Seller, headers: dict[str, str], expected: set[str]
) -> None:
    """D6: deletions carry the same attributes."""
    someone = visitor()
    followed = someone.follow(alice.login_link(), **headers)
    assert attributes(followed) == {PENDING: expected}
    someone.ask()
    entered = someone.enter("000000")
    kept = attributes(entered)
    assert {part for part in kept.pop(DEVICE) if not part.startswith("Expires=")} == {
        *expected,
        "Max-Age=34560000",
    }
    assert kept == {SESSION: expected, PENDING: expected | GONE}
    assert attributes(someone.post("/signout")) == {SESSION: expected | GONE}


def test_no_other_cookie_is_ever_set(visitor: NewVisitor, alice: Seller) -> None:
    """D6, D7: each below 4,096 bytes, and none that signs in who comes back.

    The device's outlives the browser, but opens nothing: `tests/news/test_new_sign_in.py`.
    """
    someone = visitor()
    seen: set[str] = set()
    for answer in (
        someone.follow(alice.login_link()),
        someone.get("/verify"),
        someone.ask(),
        someone.enter("111111"),
        someone.enter("000000"),
        someone.get("/"),
        someone.get("/activity"),
        someone.get("/nothing"),
        someone.post("/signout"),
        someone.get("/signin"),
    ):
        seen |= set(attributes(answer))
        assert all(len(line) < 4_096 for line in answer.headers.getlist("Set-Cookie"))
    assert seen == {PENDING, SESSION, DEVICE}


def test_a_cookie_s_value_is_long_and_random(visitor: NewVisitor, alice: Seller) -> None:
    """D1: opaque and never the same."""
    tokens = set()
    for _ in range(3):
        someone = visitor()
        someone.come_in(alice)
        tokens.add(someone.token())
    assert len(tokens) == 3
    assert all(token and len(token) == 43 for token in tokens)
