"""Why money is pending: by the seller's day, bounded, and adding up to the balance."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR
from webapp.ledger.balance import balances, currencies
from webapp.ledger.lines.journal import NewLine, record, record_all
from webapp.ledger.pending import _covers_on, pending
from webapp.ledger.rollups import rebuild
from webapp.money import Money

MakeSeller = Callable[..., Account]


def earn(account: Account, amount: int, *waits: int, currency: str = "eur") -> None:
    now = clock.now()
    lines = [NewLine("charge", amount, currency, available_on=now + wait) for wait in waits]
    record_all(account.id, lines)


@pytest.mark.parametrize("zone", ["Etc/UTC", "Pacific/Auckland", "America/St_Johns"])
def test_it_is_told_by_the_sellers_day_and_adds_up(
    now: time_machine.Traveller, make_seller: MakeSeller, zone: str
) -> None:
    seller = make_seller("carol", timezone=zone)
    earn(seller, 100, *(n * 5 * HOUR for n in range(1, 60)))
    (found,) = balances(seller)
    why = pending(seller, found.available)
    assert len(why.days) == 7
    assert sum(amount.minor for _, amount in why.days) + why.later.minor == found.pending.minor
    days = [day for day, _ in why.days]
    assert days == sorted(set(days))
    assert days[0] == clock.local_day(clock.now() + 5 * HOUR, zone)
    assert why.last == clock.local_day(clock.now() + 59 * 5 * HOUR, zone)


def test_only_its_own_currency_counts(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, 100, DAY)
    earn(alice, 7, DAY, currency="jpy")
    found = pending(alice, Money(0, "jpy"))
    assert found.days == ((date(2026, 3, 11), Money(7, "jpy")),)
    assert pending(alice, Money(0, "usd")).days == ()


def test_a_debt_is_covered_on_the_first_day_that_does_it(
    now: time_machine.Traveller, alice: Account
) -> None:
    record(alice.id, NewLine("refund", -250, "eur", available_on=clock.now()))
    earn(alice, 100, DAY, 2 * DAY)
    assert pending(alice, Money(-250, "eur")).covers_on is None
    earn(alice, 100, 3 * DAY)
    assert pending(alice, Money(-250, "eur")).covers_on == date(2026, 3, 13)
    assert pending(alice, Money(250, "eur")).covers_on is None


@given(st.lists(st.integers(-1_000, 1_000), max_size=12), st.integers(-2_000, -1))
def test_before_that_day_the_balance_stays_below_zero(nets: list[int], debt: int) -> None:
    days = [(date(2026, 3, n + 1), net) for n, net in enumerate(nets)]
    found = _covers_on(debt, days)
    sums = [debt + sum(nets[: n + 1]) for n in range(len(nets))]
    covered = [day for (day, _), total in zip(days, sums, strict=True) if total >= 0]
    assert found == (covered[0] if covered else None)


def test_a_currency_is_known_while_all_of_its_money_is_pending(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, 7, DAY, currency="jpy")
    assert currencies(alice) == ["eur", "jpy"]
    rebuild(alice)
    assert currencies(alice) == ["eur", "jpy"]
