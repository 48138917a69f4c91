"""Limits: so many attempts, which come back evenly, counted right however many try at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from webapp.access.limits import Limit


def test_attempts_come_back_evenly(db: DatabaseProxy, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2031-01-01T00:00:00Z", tick=False)
    spend: Callable[[], bool] = lambda: Limit.spend("a", limit=3, per=60)  # noqa: E731
    assert [spend() for _ in range(5)] == [True, True, True, False, False]
    time_machine.shift(19)
    assert not spend()
    time_machine.shift(1)
    assert [spend(), spend()] == [True, False]
    time_machine.shift(3_600)
    assert [spend() for _ in range(4)] == [True, True, True, False]


def test_a_clock_that_goes_back_gives_nothing(
    db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2031-01-01T00:00:00Z", tick=False)
    assert Limit.spend("a", limit=1, per=60)
    time_machine.shift(-3_600)
    assert not Limit.spend("a", limit=1, per=60)


def test_keys_do_not_share_and_can_be_forgotten(db: DatabaseProxy) -> None:
    assert Limit.spend("a", limit=1, per=3_600)
    assert Limit.spend("b", limit=1, per=3_600)
    assert not Limit.spend("a", limit=1, per=3_600)
    Limit.forget("a", "never used")
    assert Limit.spend("a", limit=1, per=3_600)
    assert not Limit.spend("b", limit=1, per=3_600)


@pytest.mark.parametrize("is_new", [True, False])
def test_however_many_try_at_once_no_attempt_is_given_twice(
    db: DatabaseProxy, is_new: bool
) -> None:
    if not is_new:
        Limit.spend("a", limit=11, per=10**9)
    start = Barrier(32)

    def spend(_: int) -> bool:
        with db.connection_context():
            start.wait()
            return Limit.spend("a", limit=10 if is_new else 11, per=10**9)

    with ThreadPoolExecutor(32) as threads:
        assert sum(threads.map(spend, range(32))) == 10
