"""What is tried by an e-mail address alone is a share: a part of the whole, and never all of it."""

import pytest
from time_machine import TimeMachineFixture

from tests.access.test_attempts import BY_ADDRESS, guess, guess_for_days, morning
from webapp import clock
from webapp.access.factors import attempts, shares
from webapp.access.factors.attempts import Attempts
from webapp.accounts.factor import EMAIL, SMS, TOTP

__all__ = ["morning"]
pytestmark = pytest.mark.usefixtures("db")


def end_runs() -> None:
    """Nothing is locked or off; the windows alone are looked at."""
    Attempts.update(in_a_row=0, locked_until=0, is_off=False).execute()


@pytest.mark.parametrize("factor", [SMS, EMAIL, TOTP])
def test_whoever_knows_an_address_leaves_tries_for_who_has_a_link(
    morning: TimeMachineFixture, factor: str
) -> None:
    """B9: at any moment of a month of guessing by the address, two by a link are looked at."""
    for _ in range(60):
        guess(6, factor=factor, stranger=BY_ADDRESS)
        assert guess(2, factor=factor) == 2
        attempts.succeed(["acct_alice"], factor)
        attempts.take_back(["acct_alice"], factor)
        morning.shift(clock.DAY // 2)


@pytest.mark.parametrize("factor", [SMS, EMAIL, TOTP])
def test_by_address_and_by_link_no_more_is_looked_at_than_by_links_alone(
    morning: TimeMachineFixture, factor: str
) -> None:
    """B7, B8: the address's share is a part of the whole that the chance is computed from."""
    whole, taken = shares.RULES[factor], []
    for _ in range(60):
        for stranger in (BY_ADDRESS, None):
            taken += [clock.now()] * guess(6, factor=factor, stranger=stranger)
            attempts.rebind(BY_ADDRESS, factor)  # as if each came with an address of his own
            end_runs()
        morning.shift(clock.DAY // 5)
    for window in whole.windows:
        for start in taken:
            assert sum(start <= at < start + window.per for at in taken) <= window.most
    assert len(taken) > whole.tries_in(12 * clock.DAY) * 0.9


def test_a_right_one_by_a_link_opens_the_address_its_share_again(
    morning: TimeMachineFixture,
) -> None:
    """B6: only success does, and it ends the row of wrong ones of both."""
    guess_for_days(9, morning, stranger=BY_ADDRESS)
    assert attempts.is_off("acct_alice", SMS)
    assert guess(1) == 1
    attempts.succeed(["acct_alice"], SMS)
    assert not attempts.is_off("acct_alice", SMS)
    morning.shift(clock.DAY)
    assert guess(1, stranger="email:another") == 1
