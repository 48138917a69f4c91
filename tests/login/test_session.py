"""Sessions: fifteen idle minutes, twelve hours at most, and dead at once when they are ended."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller
from tests.login.visitor import PENDING, SESSION, Visitor

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
MINUTE, HOUR = 60, 3_600


def test_an_idle_session_ends_after_fifteen_minutes(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """D3: by the server's clock."""
    someone = visitor()
    someone.come_in(alice)
    clock.shift(15 * MINUTE - 1)
    assert someone.is_in
    clock.shift(15 * MINUTE - 1)
    assert someone.is_in
    clock.shift(15 * MINUTE + 1)
    assert not someone.is_in


def test_a_busy_session_ends_after_twelve_hours(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """D3: however busy it is."""
    someone = visitor()
    someone.come_in(alice)
    for _ in range(12 * 6 - 1):
        clock.shift(10 * MINUTE)
        assert someone.is_in
    clock.shift(10 * MINUTE - 1)
    assert someone.is_in
    clock.shift(2)
    assert not someone.is_in


def test_signing_in_gives_a_new_cookie_and_ends_the_older_session(
    visitor: NewVisitor, alice: Seller, bob: Seller
) -> None:
    """D2: the old cookie is dead at once."""
    someone, thief = visitor(), visitor()
    someone.come_in(alice)
    older, pending = someone.token(), someone.token(PENDING)
    assert older
    assert pending is None
    thief.plant(older)
    assert thief.is_in
    someone.come_in(bob)
    assert someone.token() != older
    assert "Bob" in someone.get("/").text
    assert not thief.is_in


@sqlite_only
def test_a_planted_cookie_is_never_made_good(
    visitor: NewVisitor, alice: Seller, bob: Seller
) -> None:
    """D2: fixation leads nowhere."""
    fixed = "F" * 43
    victim, fixer = visitor(), visitor()
    victim.plant(fixed)
    victim.come_in(alice)
    assert victim.token() != fixed
    fixer.plant(fixed)
    assert not fixer.is_in


@sqlite_only
def test_the_token_of_a_pending_sign_in_is_no_session(visitor: NewVisitor, alice: Seller) -> None:
    """D1, D2: each kind of token has a table of its own."""
    someone = visitor()
    someone.come_to_the_code(alice)
    pending = someone.token(PENDING)
    assert pending
    someone.plant(pending, SESSION)
    assert not someone.is_in
    someone.browser.delete_cookie(SESSION)
    someone.come_in(alice)
    session = someone.token()
    assert session
    someone.plant(session, PENDING)
    assert someone.ask().status_code == 401


def test_the_session_of_a_closed_account_is_dead(
    visitor: NewVisitor, acme: Platform, alice: Seller
) -> None:
    """D5: at the very next request."""
    someone = visitor()
    someone.come_in(alice)
    acme.api.request("DELETE", f"/v1/accounts/{alice.id}")
    assert not someone.is_in


@sqlite_only
@pytest.mark.parametrize("token", ["", " ", "A" * 43, "\x00", "ü", "x" * 4_000, "A=B", '"'])
def test_junk_in_the_cookie_is_a_stranger(visitor: NewVisitor, app: object, token: str) -> None:
    stranger = visitor()
    cookie = f"{SESSION}={token}".encode().decode("latin-1").replace("\0", "%00")
    answer = stranger.browser.get("/", headers={**stranger.headers, "Cookie": cookie})
    assert answer.location == "/signin"


@sqlite_only
def test_a_bearer_key_opens_no_page_and_a_session_opens_no_api(
    visitor: NewVisitor, acme: Platform, alice: Seller
) -> None:
    """E12: neither is worth anything on the other side."""
    with_key = visitor(Authorization=f"Bearer {acme.test_key}")
    assert not with_key.is_in
    someone = visitor()
    someone.come_in(alice)
    assert someone.get("/v1/balance").status_code == 401
