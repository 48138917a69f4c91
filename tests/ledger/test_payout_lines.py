"""An automatic payout is made of lines that add up to it; a manual one of nobody knows which."""

from collections.abc import Callable
from typing import Any

import time_machine

from tests.ledger.makeup import fate_of, walk, walk_pending
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR
from webapp.ledger.automatic_payouts import due, makeup
from webapp.ledger.automatic_payouts.makeup import PayoutSum, Window
from webapp.ledger.automatic_payouts.of_line import Fate
from webapp.ledger.lines.journal import NewLine, record, record_all
from webapp.ledger.payouts.payout import Payout, pay_out
from webapp.money import AMOUNT_MAX, Money


def earn(account: Account, amount: int, wait: int = 0, **details: Any) -> str:
    """A line of that net, available after a while; returns its id."""
    until = clock.now() + wait
    return record(account.id, NewLine("charge", amount, "eur", available_on=until, **details)).id


def run() -> list[Payout]:
    """What the daily run pays."""
    return list(due.run(clock.now()))


def made_of(payout: Payout) -> Window:
    found = makeup.window(payout)
    assert found is not None
    return found


def test_a_payout_is_made_of_what_became_available_since_the_last(
    now: time_machine.Traveller, alice: Account
) -> None:
    first, waiting = earn(alice, 500), earn(alice, 70, wait=HOUR)
    (payout,) = run()
    assert walk(made_of(payout)) == [first]
    now.shift(DAY)
    later = earn(alice, 30)
    (payout,) = run()
    assert walk(made_of(payout)) == [later, waiting]
    assert payout.amount == 100


def test_a_line_of_the_same_second_is_in_the_next_payout(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, 500)
    (payout,) = run()
    late, past = earn(alice, 7), earn(alice, 8, wait=-40 * DAY)
    assert fate_of(alice, late) == fate_of(alice, past) == Fate(None, is_next=True)
    now.shift(DAY)
    (after,) = run()
    assert sorted(walk(made_of(after))) == sorted([late, past])
    assert after.amount == 15
    assert len(walk(made_of(payout))) == 1
    assert fate_of(alice, past) == Fate(after.id, is_next=False)


def test_a_failed_payout_is_a_line_of_the_next(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, 500)
    (payout,) = run()
    now.shift(DAY)
    payout.mark("failed", failure_code="no_account")
    earn(alice, 20)
    (after,) = run()
    sums = makeup.sums(made_of(after))
    assert {kind: found.net for kind, found in sums.items()} == {
        "payout_failure": 500,
        "charge": 20,
    }
    assert (after.amount, walk(made_of(payout))) == (520, walk(made_of(payout)))


def test_a_payout_by_hand_is_a_line_of_the_next_and_has_none(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, 500)
    run()
    now.shift(HOUR)
    earn(alice, 100)
    by_hand = pay_out(alice, Money(60, "eur"))
    assert makeup.window(by_hand) is None
    now.shift(DAY)
    (after,) = run()
    sums = makeup.sums(made_of(after))
    assert {kind: found.net for kind, found in sums.items()} == {"charge": 100, "payout": -60}
    assert after.amount == 40


def test_what_payouts_by_hand_left_is_brought_forward(
    now: time_machine.Traveller, alice: Account
) -> None:
    old = earn(alice, 500)
    now.shift(HOUR)
    pay_out(alice, Money(200, "eur"))
    now.shift(HOUR)
    new = earn(alice, 10)
    (payout,) = run()
    found = made_of(payout)
    assert (payout.amount, found.brought_forward, walk(found)) == (310, 300, [new])
    assert fate_of(alice, old) == Fate(None, is_next=False)


def test_what_a_payout_cannot_carry_is_left_for_the_next(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, AMOUNT_MAX)
    earn(alice, 5)
    (payout,) = run()
    assert (payout.amount, made_of(payout).left_over) == (AMOUNT_MAX, 5)
    now.shift(DAY)
    (after,) = run()
    assert (after.amount, made_of(after).brought_forward, walk(made_of(after))) == (5, 5, [])


def test_each_currency_has_windows_of_its_own(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, 500)
    run()
    yen = record(alice.id, NewLine("charge", 70, "jpy"))
    (payout,) = run()
    assert (payout.currency, walk(made_of(payout))) == ("jpy", [yen.id])


def test_a_clock_that_was_put_back_pays_nothing_twice(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, 500)
    (payout,) = run()
    now.shift(-2 * HOUR)
    Payout.update(created=payout.created - 2 * DAY).where(
        Payout.account == alice.id, Payout.id == payout.id
    ).execute()
    earn(alice, 9)
    assert run() == []
    now.shift(DAY)
    (after,) = run()
    assert after.amount == 9


def test_the_open_window_is_what_is_available(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, 500)
    run()
    now.shift(HOUR)
    here, pending = earn(alice, 40), earn(alice, 2, wait=DAY)
    found = makeup.open_window(alice, "eur")
    assert (found.brought_forward, walk(found)) == (0, [here])
    assert walk_pending(alice.id, "eur", clock.now()) == [pending]
    assert fate_of(alice, pending) == Fate(None, is_next=True)


def test_a_seller_on_manual_payouts_has_no_next(
    now: time_machine.Traveller, make_seller: Callable[..., Account]
) -> None:
    dan = make_seller("dan", payout_interval="manual")
    assert fate_of(dan, earn(dan, 500)) == Fate(None, is_next=False)


def test_sums_that_were_not_kept_in_time_are_added_up(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, 500, fee=20)
    (payout,) = run()
    kept = makeup.sums(made_of(payout))
    PayoutSum.delete().where(PayoutSum.account == alice.id).execute()
    assert makeup.sums(made_of(payout)) == kept == {"charge": (480, 500, 20, 1)}


def test_many_lines_of_a_payout_are_pages(now: time_machine.Traveller, alice: Account) -> None:
    record_all(alice.id, [NewLine("charge", 1, "eur", created=clock.now() - n) for n in range(60)])
    (payout,) = run()
    first = makeup.page(made_of(payout))
    second = makeup.page(made_of(payout), starting_after=first.cursor)
    back = makeup.page(made_of(payout), ending_before=second.items[0].id)
    assert (len(first.items), len(second.items)) == (25, 25)
    assert back.items == first.items
    with_own = makeup.page(made_of(payout), with_own=True, limit=100).items
    assert len(with_own) == 61
    assert payout.balance_transaction in [line.id for line in with_own]
