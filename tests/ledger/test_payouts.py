"""Payouts: never more than is available, and what does not arrive comes back by a new line."""

from datetime import date, timedelta
from itertools import product

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger import naive
from tests.ledger.machine import MAY_BECOME
from tests.ledger.people import BANK_ACCOUNT
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY
from webapp.ledger.balance import balances
from webapp.ledger.lines.journal import NewLine, record
from webapp.ledger.payouts.bank_days import arrival
from webapp.ledger.payouts.failures import CODES
from webapp.ledger.payouts.payout import Payout, pay_out
from webapp.ledger.payouts.refusals import BalanceInsufficient, BankAccountUnknown
from webapp.ledger.payouts.states import PayoutNotPossible
from webapp.ledger.payouts.underway import on_its_way, stopped, upcoming
from webapp.money import Money

BRINGS_BACK = {"failed": "payout_failure", "canceled": "payout_cancel"}


@pytest.fixture
def seller(now: time_machine.Traveller, alice: Account) -> Account:
    """Alice, with 1,000 available and 300 pending."""
    record(alice.id, NewLine("charge", 1_000, "eur"))
    record(alice.id, NewLine("charge", 300, "eur", available_on=clock.now() + DAY))
    return alice


def available(account: Account) -> int:
    return balances(account)[0].available.minor


def types(account: Account) -> list[tuple[str, int]]:
    """Type and amount of what is not a charge."""
    lines = naive.lines_of(account.id)
    return sorted((line.type, line.amount) for line in lines if line.type != "charge")


def reloaded(payout: Payout) -> Payout:
    return Payout.get(Payout.account == payout.account_id, Payout.id == payout.id)


def test_a_payout_takes_its_money_from_the_balance_at_once(seller: Account) -> None:
    made = pay_out(seller, Money(400, "eur"), description="Rent")
    assert available(seller) == 600
    assert types(seller) == [("payout", -400)]
    assert (made.status, made.bank_account, made.destination) == ("pending", BANK_ACCOUNT, "ba_1")


def test_all_that_is_available_can_be_paid_and_not_a_unit_more(seller: Account) -> None:
    with pytest.raises(BalanceInsufficient, match=r"10\.00 EUR available.*10\.01 EUR"):
        pay_out(seller, Money(1_001, "eur"))
    with pytest.raises(BalanceInsufficient):
        pay_out(seller, Money(1, "usd"))
    assert types(seller) == []
    pay_out(seller, Money(1_000, "eur"))
    assert available(seller) == 0


def test_pending_money_can_be_paid_when_it_is_due(
    now: time_machine.Traveller, seller: Account
) -> None:
    now.shift(DAY)
    pay_out(seller, Money(1_300, "eur"))
    assert available(seller) == 0


def test_money_goes_to_the_accounts_own_bank_account_alone(seller: Account) -> None:
    with pytest.raises(BankAccountUnknown):
        pay_out(seller, Money(1, "eur"), destination="ba_mallory")
    assert types(seller) == []


@pytest.mark.parametrize(("before", "after"), [*product(MAY_BECOME, MAY_BECOME)])
def test_a_payout_becomes_only_what_it_may(seller: Account, before: str, after: str) -> None:
    made = pay_out(seller, Money(400, "eur"))
    Payout.update(status=before).where(Payout.account == seller.id).execute()
    if after == before:
        assert made.mark(after).status == after
    elif after in MAY_BECOME[before]:
        assert made.mark(after).status == reloaded(made).status == after
    else:
        with pytest.raises(PayoutNotPossible, match=f"{before} cannot become {after}"):
            made.mark(after)
        assert reloaded(made).status == before
    came_back = after in MAY_BECOME[before] and after in BRINGS_BACK
    assert available(seller) == (1_000 if came_back else 600)
    kind = [(BRINGS_BACK[after], 400)] if came_back else []
    assert types(seller) == sorted([("payout", -400), *kind])


def test_money_comes_back_once_however_often_the_bank_says_so(seller: Account) -> None:
    made = pay_out(seller, Money(400, "eur"))
    made.mark("failed", failure_code="account_closed")
    again = made.mark("failed", failure_code="no_account")
    assert (available(seller), again.failure_code) == (1_000, "account_closed")
    assert again.failure_balance_transaction == reloaded(made).failure_balance_transaction


def test_money_that_was_paid_can_still_fail(seller: Account) -> None:
    made = pay_out(seller, Money(400, "eur")).mark("paid")
    assert made.mark("failed").failure_code == "could_not_process"
    assert available(seller) == 1_000


def test_a_trace_is_kept_without_a_change_of_state(seller: Account) -> None:
    made = pay_out(seller, Money(400, "eur")).mark("pending", trace_id="ARN-6")
    assert (reloaded(made).trace_id, made.status) == ("ARN-6", "pending")
    assert reloaded(made.mark("paid")).trace_id == "ARN-6"


def test_only_a_payout_that_waits_and_was_made_by_hand_is_called_back(seller: Account) -> None:
    by_hand, automatic = pay_out(seller, Money(1, "eur")), pay_out(seller, Money(2, "eur"))
    Payout.update(automatic=True).where(
        Payout.account == seller.id, Payout.id == automatic.id
    ).execute()
    with pytest.raises(PayoutNotPossible, match="automatic"):
        reloaded(automatic).cancel()
    assert by_hand.cancel().status == "canceled"
    with pytest.raises(PayoutNotPossible):
        pay_out(seller, Money(4, "eur")).mark("in_transit").cancel()
    assert available(seller) == 1_000 - 2 - 4


@pytest.mark.parametrize("code", CODES)
def test_every_failure_says_what_to_do(seller: Account, code: str) -> None:
    made = pay_out(seller, Money(1, "eur")).mark("failed", failure_code=code)
    reason, advice = (made.failure_message or "").split(". ", 1)
    assert reason
    assert advice.endswith(".")


@given(sent=st.dates(date(2000, 1, 1), date(2099, 12, 31)), bank_days=st.integers(0, 12))
def test_without_holidays_a_bank_works_from_monday_to_friday(sent: date, bank_days: int) -> None:
    arrives = arrival(sent, bank_days)
    between = [sent + timedelta(days=n) for n in range(1, (arrives - sent).days + 1)]
    assert sum(day.isoweekday() < 6 for day in between) == bank_days
    assert arrives == sent or arrives.isoweekday() < 6


@pytest.mark.parametrize(
    ("day", "arrives"),
    [(10, 12), (12, 16), (13, 17), (14, 17), (15, 17)],  # Tuesday, Thursday, Friday, weekend
)
def test_a_payout_says_on_which_day_it_arrives(
    now: time_machine.Traveller, seller: Account, day: int, arrives: int
) -> None:
    now.shift((day - 10) * DAY)
    assert pay_out(seller, Money(1, "eur")).arrives == date(2026, 3, arrives)
    assert pay_out(seller, Money(1, "eur"), method="instant").arrives == date(2026, 3, day)


def test_what_is_on_its_way_is_counted_until_it_arrives(seller: Account) -> None:
    first, second = pay_out(seller, Money(10, "eur")), pay_out(seller, Money(5, "eur"))
    first.mark("in_transit")
    assert on_its_way(seller.id) == {"eur": 15}
    assert {payout.id for payout in upcoming(seller.id)} == {first.id, second.id}
    first.mark("paid")
    second.mark("failed")
    assert on_its_way(seller.id) == {}
    assert [payout.id for payout in stopped(seller.id, clock.now())] == [second.id]
    assert stopped(seller.id, clock.now() + 1) == upcoming(seller.id) == []
