"""Limits: exactly so many attempts in any window, however many try at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from webapp import clock
from webapp.access.limits.limit import Limit, Share, TooMany, take
from webapp.access.limits.pace import Doubling, Most
from webapp.access.limits.quotas import DayShare, Quota

MORNING = "2031-01-01T00:00:00Z"


def test_attempts_come_back_when_the_window_has_passed(
    db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MORNING, tick=False)
    spend: Callable[[], bool] = lambda: Limit.spend("a", limit=3, per=60)  # noqa: E731
    assert spend()
    time_machine.shift(20)
    assert [spend() for _ in range(4)] == [True, True, False, False]
    time_machine.shift(39)
    assert not spend()
    time_machine.shift(1)
    assert [spend(), spend()] == [True, False]
    time_machine.shift(3_600)
    assert [spend() for _ in range(4)] == [True, True, True, False]


def test_a_first_day_is_no_longer_than_any_other(
    db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    """C2, C3: twenty a day are twenty on the first day, too."""
    time_machine.move_to(MORNING, tick=False)
    given = 0
    for _ in range(24 * 4):
        given += Limit.spend("a", limit=20, per=clock.DAY)
        time_machine.shift(900)
    assert given == 20


def test_a_clock_that_goes_back_gives_nothing_and_locks_nobody_out(
    db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MORNING, tick=False)
    assert Limit.spend("a", limit=1, per=60)
    time_machine.shift(-30 * clock.DAY)
    assert not Limit.spend("a", limit=1, per=60)
    time_machine.shift(59)
    assert not Limit.spend("a", limit=1, per=60)
    time_machine.shift(1)
    assert Limit.spend("a", limit=1, per=60)


def test_keys_do_not_share_and_can_be_forgotten(db: DatabaseProxy) -> None:
    assert Limit.spend("a", limit=1, per=3_600)
    assert Limit.spend("b", limit=1, per=3_600)
    assert not Limit.spend("a", limit=1, per=3_600)
    Limit.forget("a", "never used")
    assert Limit.spend("a", limit=1, per=3_600)
    assert not Limit.spend("b", limit=1, per=3_600)


def test_a_refusal_says_how_long_to_wait(
    db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MORNING, tick=False)
    share = Share("a", (Most(2, 600), Doubling(30, 1_920, clock.DAY, "Only %(when)s.")), "number")
    take(share)
    with pytest.raises(TooMany, match=r"^Only in 30 seconds\.$") as refused:
        take(share)
    assert (refused.value.retry_in, refused.value.reason) == (30, "number")
    assert Limit.wait(share) == 30
    time_machine.shift(30)
    assert Limit.wait(share) == 0
    take(share)
    with pytest.raises(TooMany, match=r"Try again in 10 minutes\.$") as refused:
        take(share)
    assert refused.value.retry_in == 570
    time_machine.shift(570)
    take(share)


def test_a_days_quota_ends_at_midnight_utc(
    db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2031-01-01T23:00:00Z", tick=False)
    share = DayShare("texts", 2)
    take(share)
    take(share)
    with pytest.raises(TooMany) as refused:
        take(share)
    assert refused.value.retry_in == 3_600
    assert Quota.used_of("texts", "others") == {"texts": 2}
    time_machine.shift(3_600)
    assert Quota.used_of("texts") == {}
    take(share)


@pytest.mark.parametrize("refusing", ["person", "day"])
def test_who_is_refused_spends_nothing(db: DatabaseProxy, refusing: str) -> None:
    person, day, other = Share("p", (Most(1, 60),)), DayShare("d", 1), Share("o", (Most(1, 60),))
    take(person if refusing == "person" else day)
    for _ in range(3):
        with pytest.raises(TooMany):
            take(other, person, day)
    take(other, day if refusing == "person" else person)


def test_no_key_names_a_person(db: DatabaseProxy) -> None:
    """F8: whoever steals the table learns no number and no address."""
    Limit.spend("sms:+4915112345678", limit=1, per=60)
    Limit.spend("mail:alice@example.com", limit=1, per=60)
    rows = db.execute_sql("SELECT * FROM attempt_limit").fetchall()
    assert len(rows) == 2
    assert not [word for word in ("4915112345678", "alice", "sms") if word in str(rows)]


def test_rows_that_count_no_more_go_away(
    db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MORNING, tick=False)
    for number in range(40):
        take(Share(f"s{number}", (Most(1, 60),)), DayShare(f"d{number}", 1))
    time_machine.shift(3 * clock.DAY)
    for _ in range(3):
        take(Share("new", (Most(100, 60),)), DayShare("new", 100))
    assert (Limit.select().count(), Quota.select().count()) == (1, 1)


def test_rows_of_a_clock_that_ran_far_ahead_go_away(
    db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    """H11: nobody is locked out until a wrong date comes round again."""
    time_machine.move_to("2038-01-19T03:14:07Z", tick=False)
    person, other = Share("p", (Most(1, 60),)), Share("o", (Most(1, 60),))
    take(person, DayShare("d", 1))
    time_machine.move_to(MORNING, tick=False)
    take(other)
    take(person, DayShare("d", 1))


@pytest.mark.parametrize("is_new", [True, False])
def test_however_many_try_at_once_no_attempt_is_given_twice(
    db: DatabaseProxy, is_new: bool
) -> None:
    shares = (
        Share("b", (Most(10, clock.DAY),)),
        DayShare("c", 100),
        Share("a", (Most(11, clock.DAY),)),
    )
    if not is_new:
        take(*shares[1:])
    start = Barrier(32)

    def spend(number: int) -> bool:
        with db.connection_context():
            start.wait()
            try:
                take(*(shares if number % 2 else reversed(shares)))
            except TooMany:
                return False
            return True

    with ThreadPoolExecutor(32) as threads:
        assert sum(threads.map(spend, range(32))) == 10
    assert Quota.used_of("c") == {"c": 10 if is_new else 11}
