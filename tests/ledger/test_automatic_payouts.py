"""Automatic payouts: what a schedule names for today, once, and for everybody."""

import calendar
from collections.abc import Callable
from datetime import date

import pytest
import time_machine

from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY
from webapp.ledger.automatic_payouts import due
from webapp.ledger.automatic_payouts.due import is_due
from webapp.ledger.balance import balances
from webapp.ledger.lines.journal import NewLine, record
from webapp.ledger.payouts.payout import pay_out
from webapp.money import AMOUNT_MAX, Money


def run() -> list[tuple[str, int, str]]:
    """Whom the daily run pays, how much, and in what."""
    return [(p.account_id, p.amount, p.currency) for p in due.run(clock.now())]


def earn(account: Account, amount: int, currency: str = "eur", wait: int = 0) -> None:
    until = clock.now() + wait
    record(account.id, NewLine("charge", amount, currency, available_on=until))


def test_each_currency_is_paid_once_a_day(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, 500)
    earn(alice, 70, "jpy")
    assert run() == [(alice.id, 500, "eur"), (alice.id, 70, "jpy")]
    earn(alice, 30)
    assert run() == []
    now.shift(DAY)
    assert run() == [(alice.id, 30, "eur")]


def test_a_payout_by_hand_is_no_automatic_one(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, 500)
    pay_out(alice, Money(200, "eur"))
    assert run() == [(alice.id, 300, "eur")]


def test_pending_and_owed_money_stays(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, 500, wait=DAY)
    earn(alice, -70, "jpy")
    assert run() == []
    now.shift(DAY)
    assert run() == [(alice.id, 500, "eur")]


def test_nobody_is_paid_who_did_not_ask_for_it(
    now: time_machine.Traveller, acme: Account, make_seller: Callable[..., Account]
) -> None:
    closed, manual = make_seller("carol"), make_seller("dan", payout_interval="manual")
    for account in (acme, closed, manual):
        earn(account, 500)
    closed.close()
    assert run() == []


def test_who_chose_a_weekday_is_paid_on_that_day_alone(
    now: time_machine.Traveller, make_seller: Callable[..., Account]
) -> None:
    anchors = {"weekly": ["thursday"]}
    fay = make_seller("fay", payout_interval="weekly", payout_anchors=anchors)
    earn(fay, 500)
    paid = []
    for _ in range(4):  # from Tuesday to Friday
        paid.append(run())
        now.shift(DAY)
    assert paid == [[], [], [(fay.id, 500, "eur")], []]


def test_more_than_a_line_holds_is_paid_on_several_days(
    now: time_machine.Traveller, alice: Account, bob: Account
) -> None:
    earn(alice, AMOUNT_MAX)
    earn(alice, 7)
    earn(bob, 5)
    assert sorted(run()) == sorted([(alice.id, AMOUNT_MAX, "eur"), (bob.id, 5, "eur")])
    now.shift(DAY)
    assert run() == [(alice.id, 7, "eur")]


def test_a_paid_balance_is_empty(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, 500)
    run()
    assert [balance.available for balance in balances(alice)] == [Money(0, "eur")]


def due_days(interval: str, anchors: dict[str, list[object]] | None, month: str) -> list[int]:
    """The days of a month (`2026-02`) on which such a schedule pays."""
    account = Account(payout_interval=interval, payout_anchors=anchors)
    year, number = map(int, month.split("-"))
    days = range(1, calendar.monthrange(year, number)[1] + 1)
    return [day for day in days if is_due(account, date(year, number, day))]


@pytest.mark.parametrize(
    ("anchors", "days"),
    [
        (None, [2, 9, 16, 23, 30]),
        ({"weekly": ["friday"]}, [6, 13, 20, 27]),
        ({"weekly": ["monday", "sunday"]}, [1, 2, 8, 9, 15, 16, 22, 23, 29, 30]),
        ({"weekly": []}, []),
    ],
)
def test_weekly_payouts_are_due_on_their_weekdays(
    anchors: dict[str, list[object]] | None, days: list[int]
) -> None:
    assert due_days("weekly", anchors, "2026-03") == days


@pytest.mark.parametrize(
    ("anchors", "month", "days"),
    [
        (None, "2026-02", [1]),
        ({"monthly": [1, 15]}, "2026-02", [1, 15]),
        ({"monthly": [29]}, "2026-02", [28]),
        ({"monthly": [29]}, "2028-02", [29]),
        ({"monthly": [30]}, "2028-02", [29]),
        ({"monthly": [31]}, "2026-04", [30]),
        ({"monthly": [31]}, "2026-05", [31]),
        ({"monthly": [28, 29, 30, 31]}, "2026-02", [28]),
        ({"monthly": ["31"]}, "2026-06", [30]),
    ],
)
def test_monthly_payouts_fall_back_to_the_last_day_that_there_is(
    anchors: dict[str, list[object]] | None, month: str, days: list[int]
) -> None:
    assert due_days("monthly", anchors, month) == days


def test_daily_payouts_are_always_due_and_manual_ones_never() -> None:
    assert due_days("daily", None, "2026-02") == list(range(1, 29))
    assert due_days("manual", None, "2026-02") == []
