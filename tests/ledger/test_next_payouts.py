"""The next payout is what the next run pays, if nothing happens until then."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest
import time_machine

from webapp import clock
from webapp.accounts import platform_hold
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR
from webapp.ledger.automatic_payouts import due
from webapp.ledger.automatic_payouts.upcoming import NextPayout, next_payouts
from webapp.ledger.lines.journal import NewLine, record
from webapp.money import AMOUNT_MAX

MakeSeller = Callable[..., Account]
SCHEDULES = [
    {"payout_interval": "daily"},
    {"payout_interval": "weekly", "payout_anchors": {"weekly": ["friday", "monday"]}},
    {"payout_interval": "monthly", "payout_anchors": {"monthly": [31]}},
]


def earn(account: Account, amount: int, currency: str = "eur", wait: int = 0) -> None:
    line = NewLine("charge", amount, currency, available_on=clock.now() + wait)
    record(account.id, line)


def run() -> dict[str, int]:
    """What a run pays now, by currency."""
    return {payout.currency: payout.amount for payout in due.run(clock.now())}


def only(account: Account) -> NextPayout:
    (found,) = next_payouts(account)
    return found


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule["payout_interval"])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_said_is_what_is_paid(
    now: time_machine.Traveller, make_seller: MakeSeller, schedule: dict[str, object], seed: int
) -> None:
    """Amounts, currencies, day and cut-off, for lines that become available at any second."""
    chance = Random(seed)
    seller = make_seller("carol", **schedule)
    now.shift(chance.randrange(DAY))
    run()  # whose time of day is the cut-off of those that follow
    now.shift(chance.randrange(3 * DAY))
    for _ in range(30):
        earn(
            seller,
            chance.randrange(-400, 900),
            chance.choice(["eur", "usd"]),
            chance.randrange(40 * DAY),
        )
    said = next_payouts(seller)
    (cutoff,) = {one.cutoff for one in said}
    now.move_to(cutoff, tick=False)
    assert run() == {one.amount.currency: one.amount.minor for one in said if one.amount.minor}


def test_what_misses_the_cut_off_is_in_the_next_one(
    now: time_machine.Traveller, alice: Account
) -> None:
    now.shift(-6 * HOUR)  # six in the morning
    run()
    earn(alice, 500, wait=DAY)
    earn(alice, 70, wait=DAY + 1)
    said = only(alice)
    assert (said.amount.minor, said.later.minor) == (500, 70)
    assert said.cutoff == clock.now() + DAY


def test_todays_run_is_waited_for_and_not_waited_for_twice(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, 500)
    assert only(alice).sent == date(2026, 3, 10)
    run()
    earn(alice, 30)
    assert (only(alice).sent, only(alice).amount.minor) == (date(2026, 3, 11), 30)


def test_over_a_weekend_it_is_sent_when_banks_work(
    now: time_machine.Traveller, make_seller: MakeSeller
) -> None:
    saturday = {"payout_interval": "weekly", "payout_anchors": {"weekly": ["saturday"]}}
    seller = make_seller("carol", **saturday)
    earn(seller, 500)
    said = only(seller)
    assert (said.sent, said.arrives) == (date(2026, 3, 16), date(2026, 3, 17))
    assert said.calendar == "TARGET"


def test_by_hand_there_is_no_next_one(
    now: time_machine.Traveller, make_seller: MakeSeller, alice: Account
) -> None:
    by_hand = make_seller("dan", payout_interval="manual")
    earn(by_hand, 500)
    assert next_payouts(by_hand) == []
    assert next_payouts(alice) == []  # who has earned nothing waits for nothing


def test_owed_money_is_no_payout(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, -500)
    assert next_payouts(alice) == []
    earn(alice, 300, wait=9 * DAY)
    assert (only(alice).amount.minor, only(alice).later.minor) == (0, 300)


def test_no_payout_is_larger_than_a_line_can_say(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, AMOUNT_MAX)
    earn(alice, 1)
    assert only(alice).amount.minor == AMOUNT_MAX == run()["eur"]


def test_a_hold_of_the_platform_stops_them_until_it_ends(
    now: time_machine.Traveller, alice: Account, make_seller: MakeSeller
) -> None:
    dan = make_seller("dan")
    for seller in (alice, dan):
        earn(seller, 500)
    platform_hold.place(alice.id, "review", "platform", until=clock.now() + DAY)
    assert [p.account_id for p in due.run(clock.now())] == [dan.id]
    now.shift(DAY)
    assert run() == {"eur": 500}
    earn(alice, 20)
    platform_hold.place(alice.id, "verification", "seller")
    now.shift(400 * DAY)
    assert run() == {}
    assert platform_hold.lift(alice.id)
    assert not platform_hold.lift(alice.id)
    assert run() == {"eur": 20}
