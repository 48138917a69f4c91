"""The proof finds every fault in what is kept about payouts, and mends it."""

from itertools import count

import pytest
import time_machine
from peewee import Model

from tests.ledger.test_payout_lines import earn, made_of, run
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR
from webapp.ledger.automatic_payouts import makeup
from webapp.ledger.automatic_payouts.makeup import PayoutSum
from webapp.ledger.payout_windows import PayoutWindow
from webapp.ledger.payouts.payout import Payout, pay_out
from webapp.ledger.rollups import rebuild, verify
from webapp.money import AMOUNT_MAX, Money

COLUMNS: list[tuple[type[Model], str]] = [
    (PayoutWindow, "brought_forward"),
    (PayoutWindow, "left_over"),
    *((PayoutSum, column) for column in ("net", "gross", "fee", "count")),
]


@pytest.fixture
def paid(now: time_machine.Traveller, alice: Account) -> list[Payout]:
    """Three payouts of Alice's, the first of which left something over, after one by hand."""
    earn(alice, 900)
    now.shift(HOUR)
    pay_out(alice, Money(100, "eur"))
    now.shift(HOUR)
    earn(alice, AMOUNT_MAX, fee=7)
    made = run()
    now.shift(DAY)
    earn(alice, -50)
    made += run()
    now.shift(DAY)
    earn(alice, 3)
    return made + run()


def test_what_is_kept_is_sound(alice: Account, paid: list[Payout]) -> None:
    assert [payout.amount for payout in paid] == [AMOUNT_MAX, 743, 3]
    assert verify(alice) == []
    rebuild(alice)
    assert verify(alice) == []


@pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{t._meta.table_name}.{c}" for t, c in COLUMNS]
)
def test_one_unit_is_named_and_mended(
    alice: Account, paid: list[Payout], table: type[Model], column: str
) -> None:
    last = (table.account == alice.id) & (table.payout == paid[-1].id)
    field = getattr(table, column)
    table.update({field: field + 1}).where(last).execute()
    (drift,) = verify(alice)
    assert str(drift).startswith(f"{alice.id} {table._meta.table_name} eur {paid[-1].id}")
    rebuild(alice)
    assert verify(alice) == []


def test_a_sum_of_a_type_that_has_no_lines_is_named(alice: Account, paid: list[Payout]) -> None:
    PayoutSum.insert(
        account=alice.id, payout=paid[0].id, type="topup", net=0, gross=0, fee=0, count=0
    ).execute()
    assert [drift.rollup for drift in verify(alice)] == ["payout_sum"]
    rebuild(alice)
    assert verify(alice) == []


def test_sums_that_a_crash_left_out_are_no_fault_and_are_made_by_a_rebuild(
    alice: Account, paid: list[Payout]
) -> None:
    kept = [makeup.sums(made_of(payout)) for payout in paid]
    PayoutSum.delete().where(PayoutSum.account == alice.id).execute()
    assert verify(alice) == []
    rebuild(alice)
    assert PayoutSum.select().where(PayoutSum.account == alice.id).count() == 3
    assert [makeup.sums(made_of(payout)) for payout in paid] == kept


def test_a_payout_that_takes_some_seconds_still_adds_up(
    now: time_machine.Traveller, alice: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each look at the clock a second has passed, and more money has become available."""
    for wait in range(200):
        earn(alice, 10 + wait, wait=wait)
    with monkeypatch.context() as patch:
        moments = count(clock.now())
        patch.setattr(clock, "now", lambda: next(moments))
        (payout,) = run()
        begun = next(moments)
    found = made_of(payout)
    assert found.left_over > 0
    lines = sum(sums.net for sums in makeup.sums(found).values())
    assert lines == payout.amount + found.left_over
    assert verify(alice) == []
    now.move_to(begun + DAY)
    (rest,) = run()
    assert payout.amount + rest.amount == sum(range(10, 210))
    assert verify(alice) == []
