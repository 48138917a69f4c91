"""Wrong tries: counted by account and factor, at once, and for good."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from webapp import clock
from webapp.access.factors import attempts, shares
from webapp.access.factors.attempts import Attempts, FactorLocked, FactorOff
from webapp.accounts.factor import EMAIL, SMS, TOTP
from webapp.errors import AppError

BY_ADDRESS = "email:alice"
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def morning(time_machine: TimeMachineFixture) -> Iterator[TimeMachineFixture]:
    """A clock that stands still."""
    time_machine.move_to(datetime(2031, 3, 4, 9, 30, tzinfo=UTC), tick=False)
    yield time_machine


def refusals(
    account: str = "acct_alice", factor: str = SMS, stranger: str | None = None
) -> list[AppError]:
    """Who refuses one more try, which counts if nobody does."""
    return list(attempts.take([account], factor, stranger=stranger).values())


def guess(
    times: int, account: str = "acct_alice", factor: str = SMS, stranger: str | None = None
) -> int:
    """So many wrong tries; returns how many were counted and looked at."""
    counted = 0
    for _ in range(times):
        counted += not refusals(account, factor, stranger)
    return counted


def retry_in(account: str = "acct_alice", stranger: str | None = None) -> int:
    """How long the one who refuses a text's code says to wait."""
    locked = refusals(account, stranger=stranger)[0]
    assert isinstance(locked, FactorLocked)
    return locked.retry_in


def guess_for_days(
    days: int, machine: TimeMachineFixture, factor: str = SMS, stranger: str | None = None
) -> list[int]:
    """Tries that were looked at on each day, by somebody who tries every hour."""
    looked_at = []
    for _ in range(days):
        today = 0
        for _ in range(24):
            today += guess(6, factor=factor, stranger=stranger)
            machine.shift(3_600)
        looked_at.append(today)
    return looked_at


def test_five_in_five_minutes_are_looked_at(morning: TimeMachineFixture) -> None:
    """B7: the sixth waits until the first is five minutes old."""
    assert guess(9) == 5
    assert retry_in() == 300
    morning.shift(299)
    assert guess(1) == 0
    morning.shift(1)
    assert guess(1) == 1


@pytest.mark.engine("sqlite")
def test_ten_in_a_row_lock_for_half_an_hour(morning: TimeMachineFixture) -> None:
    """B7: however slowly they come; by an address alone, which anybody may know, it takes four."""
    for _ in range(10):
        assert guess(1) == 1
        morning.shift(301)
    morning.shift(-301)
    assert retry_in() == 30 * 60
    for _ in range(4):
        assert guess(1, "acct_bob", stranger=BY_ADDRESS) == 1
        morning.shift(301)
    morning.shift(-301)
    assert retry_in("acct_bob", stranger=BY_ADDRESS) == 30 * 60


@pytest.mark.engine("sqlite")
def test_a_hundred_in_a_row_switch_the_factor_off_for_good(morning: TimeMachineFixture) -> None:
    """B7: after 50 wrong ones by links and 50 by the address only a new binding helps."""
    strangers = guess_for_days(12, morning, stranger=BY_ADDRESS)
    looked_at = guess_for_days(12, morning)
    assert (sum(strangers), sum(looked_at)) == (50, 50)
    assert max(strangers) <= 7
    assert max(looked_at) <= 15
    morning.shift(365 * clock.DAY)
    for stranger in (None, BY_ADDRESS):
        assert FactorOff in {type(refusal) for refusal in refusals(stranger=stranger)}
    assert attempts.is_off("acct_alice", SMS)
    attempts.rebind("acct_alice", SMS)
    assert not attempts.is_off("acct_alice", SMS)
    assert guess(1) == guess(1, stranger="email:another") == 1


@pytest.mark.engine("sqlite")
def test_a_right_one_ends_the_row_and_gives_no_wrong_one_back(morning: TimeMachineFixture) -> None:
    """B6: only success resets the row; the day's wrong ones stay wrong."""
    for _ in range(5):
        assert guess(1) == 1
        morning.shift(301)
    assert guess(1) == 1
    attempts.succeed(["acct_alice"], SMS)
    row = Attempts.get()
    assert (row.in_a_row, len(row.times), row.locked_until) == (0, 5, 0)


def test_a_lock_bars_one_factor_of_one_account() -> None:
    """B9: neither the other ways in nor other people are locked out."""
    assert guess(20) == 5
    assert guess(1, factor=EMAIL) == guess(1, factor=TOTP) == guess(1, "acct_bob") == 1


def test_two_hundred_at_once_are_counted_one_by_one(db: DatabaseProxy) -> None:
    """B6: the counter is atomic: of 200 parallel tries five are looked at, and five are counted."""
    start = Barrier(20)

    def many(_: int) -> int:
        start.wait()
        with db.connection_context():
            return guess(10)

    with ThreadPoolExecutor(20) as threads:
        assert sum(threads.map(many, range(20))) == 5
    assert len(Attempts.get().times) == 5


@pytest.mark.engine("sqlite")
def test_a_blind_guesser_gets_in_less_than_once_in_a_hundred_and_thirty_years() -> None:
    """B8: by every factor together, all year, as the live settings have it."""
    assert shares.yearly_chance() <= 0.0075
    a_lock = shares.LOCKED_AFTER + shares.ADDRESS_LOCKED_AFTER
    assert a_lock * max(rule.chance for rule in shares.RULES.values()) <= 1e-4


def test_only_what_counts_for_nothing_is_swept(morning: TimeMachineFixture) -> None:
    """B6: no sweep gives an account a try back."""
    guess(1)
    guess(1, "email:stranger")
    guess(1, "acct_bob")
    attempts.succeed(["acct_bob"], SMS)
    morning.shift(3 * clock.DAY)
    assert attempts.sweep() == 1
    morning.shift(31 * clock.DAY)
    assert attempts.sweep() == 1
    assert [row.account_id for row in Attempts.select()] == ["acct_alice"]


@pytest.mark.engine("sqlite")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pauses=st.lists(st.integers(0, 40_000), min_size=20, max_size=60))
def test_no_window_ever_holds_more_than_its_rule(
    morning: TimeMachineFixture, pauses: list[int]
) -> None:
    """B7: whatever the pauses, no five minutes and no day hold more."""
    Attempts.delete().execute()
    taken = []
    for pause in pauses:
        morning.shift(pause)
        if guess(1):
            taken.append(clock.now())
    for limit, per in ((5, 300), (15, clock.DAY)):
        for start in taken:
            forward = [at for at in taken if start <= at < start + per]
            assert len(forward) <= limit
