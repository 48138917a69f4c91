"""A payout's day of arrival: an expectation until the bank has it, a fact from then on."""

from datetime import date

import pytest
import time_machine

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger.lines.journal import NewLine, record
from webapp.ledger.payouts.payout import Payout, pay_out
from webapp.money import Money

THURSDAY = date(2026, 3, 12)  # two bank days after the Tuesday on which these tests begin


@pytest.fixture
def payout(alice: Account, now: time_machine.Traveller) -> Payout:
    """Ten euros on their way to Alice's bank since Tuesday."""
    record(alice.id, NewLine("payment", 1_000, "eur"))
    return pay_out(alice, Money(1_000, "eur"))


def test_a_payout_is_expected_two_bank_days_later(payout: Payout) -> None:
    assert payout.arrives == THURSDAY


def test_a_payout_that_arrives_early_says_so(payout: Payout, now: time_machine.Traveller) -> None:
    now.shift(clock.DAY)
    assert payout.mark("paid").arrives == date(2026, 3, 11)


def test_a_payout_that_is_reported_late_keeps_its_day(
    payout: Payout, now: time_machine.Traveller
) -> None:
    now.shift(9 * clock.DAY)
    assert payout.mark("paid").arrives == THURSDAY


def test_a_payout_that_failed_keeps_the_day_it_was_expected(payout: Payout) -> None:
    assert payout.mark("failed", failure_code="account_closed").arrives == THURSDAY
