"""Lines are checked when they come in, and written with their rollups or not at all."""

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from peewee import IntegrityError, InternalError

from tests.ledger import naive
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY
from webapp.ledger import buckets
from webapp.ledger.balance import balances
from webapp.ledger.lines import journal
from webapp.ledger.lines.journal import (
    CREATED_MIN,
    SKEW,
    AmountTooLarge,
    AmountTooSmall,
    BalanceTransaction,
    CreatedInvalid,
    NewLine,
    record,
    record_all,
)
from webapp.ledger.payments.charges import charge
from webapp.ledger.payments.transfers import transfer
from webapp.ledger.payouts.payout import pay_out
from webapp.ledger.rollups import verify
from webapp.money import AMOUNT_MAX, Money


def test_the_database_itself_keeps_net_equal_to_amount_less_fee(
    alice: Account,
) -> None:
    wrong = dict(amount=100, fee=10, net=91, currency="eur", created=CREATED_MIN)
    with pytest.raises(IntegrityError):
        BalanceTransaction.create(
            account=alice, id="txn_1", type="charge", available_on=CREATED_MIN, **wrong
        )


def test_a_line_that_cannot_be_written_leaves_nothing_behind(alice: Account, line: NewLine) -> None:
    before, balance = naive.lines_of(alice.id), balances(alice)
    fresh, again = NewLine("charge", 7, "eur"), NewLine("charge", 7, "eur", id=line.id)
    with pytest.raises(Exception, match="(?i)unique"):
        record_all(alice.id, [fresh, again])
    assert naive.lines_of(alice.id) == before
    assert balances(alice) == balance
    assert verify(alice) == []


def test_a_rollup_that_cannot_be_written_takes_its_line_with_it(
    alice: Account, line: NewLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise InternalError("out of paper")

    monkeypatch.setattr(buckets, "add", break_down)
    before, balance = naive.lines_of(alice.id), balances(alice)
    with pytest.raises(InternalError, match="out of paper"):
        record(alice.id, NewLine("charge", 7, "eur"))
    assert naive.lines_of(alice.id) == before
    assert balances(alice) == balance


@given(amount=st.integers(-AMOUNT_MAX, AMOUNT_MAX), fee=st.integers(-AMOUNT_MAX, AMOUNT_MAX))
def test_what_is_left_is_the_amount_less_the_fee(amount: int, fee: int) -> None:
    assert NewLine("charge", amount, "eur", fee).net + fee == amount


@pytest.mark.parametrize("minor", [0, -1, -500])
def test_less_than_one_unit_is_neither_charged_nor_sent_nor_paid(
    acme: Account, alice: Account, line: NewLine, minor: int
) -> None:
    amount = Money(minor, "eur")
    for move in (
        lambda: charge(alice, amount, available_on=clock.now()),
        lambda: transfer(acme, alice, amount),
        lambda: pay_out(alice, amount),
    ):
        with pytest.raises(AmountTooSmall):
            move()
    assert [found.id for found in naive.lines_of(alice.id)] == [line.id]


@pytest.mark.parametrize(
    ("amount", "fee"), [(AMOUNT_MAX + 1, 0), (-AMOUNT_MAX - 1, 0), (1, AMOUNT_MAX + 1)]
)
def test_thirteen_digits_are_refused(amount: int, fee: int) -> None:
    with pytest.raises(AmountTooLarge):
        NewLine("charge", amount, "eur", fee)


def test_the_largest_lines_add_up_exactly(alice: Account, now: time_machine.Traveller) -> None:
    record_all(alice.id, [NewLine("charge", AMOUNT_MAX, "eur", -AMOUNT_MAX) for _ in range(5_000)])
    assert balances(alice)[0].available.minor == 5_000 * 2 * AMOUNT_MAX > 2**53
    assert verify(alice) == []


def test_a_line_is_dated_between_the_year_2000_and_now(now: time_machine.Traveller) -> None:
    for created in (CREATED_MIN - 1, clock.now() + SKEW + 1, -1):
        with pytest.raises(CreatedInvalid):
            NewLine("charge", 1, "eur", created=created)
    assert NewLine("charge", 1, "eur", created=CREATED_MIN).created == CREATED_MIN


def test_a_platform_whose_clock_runs_ahead_writes_now(now: time_machine.Traveller) -> None:
    line = NewLine("charge", 1, "eur", created=clock.now() + SKEW)
    assert line.created == line.available_on == clock.now()


def test_money_without_a_date_of_its_own_is_available_at_once(now: time_machine.Traveller) -> None:
    assert NewLine("charge", 1, "eur", created=CREATED_MIN).available_on == CREATED_MIN


def test_status_is_a_comparison_with_now(now: time_machine.Traveller) -> None:
    available_on = clock.now() + DAY
    assert journal.status(available_on) == "pending"
    now.shift(DAY)
    assert journal.status(available_on) == "available"
