"""Charges put money into a ledger; the platform's fee goes from the seller's line to its own."""

import pytest
import time_machine

from tests.ledger import naive
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.payments.charges import ApplicationFeeTooLarge, Charge, charge, settles_on
from webapp.ledger.payments.destination_charges import ShareTooLarge, destination_charge
from webapp.money import Money


def moves(account: Account) -> list[tuple[str, int, int]]:
    """Type, amount and fee of the account's lines, sorted."""
    return sorted((line.type, line.amount, line.fee) for line in naive.lines_of(account.id))


def test_a_charge_is_one_line(now: time_machine.Traveller, acme: Account, alice: Account) -> None:
    until = clock.now() + DAY
    made = charge(alice, Money(500, "eur"), available_on=until, description="Rye bread")
    line = BalanceTransaction.get(BalanceTransaction.account == alice.id)
    assert (line.id, line.source) == (made.balance_transaction, made.id)
    assert (line.amount_money, line.available_on) == (Money(500, "eur"), until)
    assert (line.description, line.status) == ("Rye bread", "pending")
    assert moves(acme) == []


def test_a_fee_goes_from_the_seller_to_the_platform(acme: Account, alice: Account) -> None:
    charge(alice, Money(500, "eur"), available_on=clock.now(), application_fee=40)
    assert moves(alice) == [("charge", 500, 40)]
    assert moves(acme) == [("application_fee", 40, 0)]


def test_a_fee_goes_to_the_platforms_ledger_of_the_same_mode(acme: Account) -> None:
    live = Account.open(
        acme.platform, livemode=True, type="express", country="DE", default_currency="eur"
    )
    charge(live, Money(500, "eur"), available_on=clock.now(), application_fee=40)
    assert moves(acme) == []
    assert moves(Account.of_platform(acme.platform, livemode=True)) == [("application_fee", 40, 0)]


def test_a_fee_can_take_all_but_no_more(acme: Account, alice: Account) -> None:
    charge(alice, Money(500, "eur"), available_on=clock.now(), application_fee=500)
    before = moves(alice), moves(acme)
    with pytest.raises(ApplicationFeeTooLarge):
        charge(alice, Money(500, "eur"), available_on=clock.now(), application_fee=501)
    assert (moves(alice), moves(acme)) == before


@pytest.mark.parametrize(("days", "until"), [(0, 0), (2, 2), (7, 7)])
def test_money_settles_at_midnight_utc_after_the_accounts_days(
    now: time_machine.Traveller, alice: Account, days: int, until: int
) -> None:
    alice.delay_days = days
    midnight = clock.now() - 12 * 3_600
    assert settles_on(alice, clock.now()) == midnight + until * DAY


def test_a_destination_charge_passes_all_of_it_on(acme: Account, alice: Account) -> None:
    made = destination_charge(acme, alice, Money(500, "eur"), available_on=clock.now())
    assert moves(acme) == [("charge", 500, 0), ("transfer", -500, 0)]
    assert moves(alice) == [("payment", 500, 0)]
    assert made.destination == alice.id


def test_a_destination_charge_passes_on_the_share_that_is_asked(
    acme: Account, alice: Account
) -> None:
    destination_charge(acme, alice, Money(500, "eur"), share=460, available_on=clock.now())
    assert moves(acme) == [("charge", 500, 0), ("transfer", -460, 0)]
    assert moves(alice) == [("payment", 460, 0)]


def test_a_destination_charges_fee_comes_back_to_the_platform(
    acme: Account, alice: Account
) -> None:
    destination_charge(acme, alice, Money(500, "eur"), application_fee=40, available_on=clock.now())
    assert moves(acme) == [("application_fee", 40, 0), ("charge", 500, 0), ("transfer", -500, 0)]
    assert moves(alice) == [("payment", 500, 40)]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"share": 501}, ShareTooLarge),
        ({"application_fee": 501}, ApplicationFeeTooLarge),
        ({"share": 300, "application_fee": 301}, ApplicationFeeTooLarge),
    ],
)
def test_a_destination_charge_never_passes_on_more_than_it_is(
    acme: Account, alice: Account, asked: dict[str, int], error: type[Exception]
) -> None:
    with pytest.raises(error):
        destination_charge(acme, alice, Money(500, "eur"), available_on=clock.now(), **asked)
    assert moves(acme) == moves(alice) == []


def test_a_charge_keeps_its_figures_when_it_gets_other_words(alice: Account) -> None:
    made = charge(alice, Money(500, "eur"), available_on=clock.now())
    made.amend("Rye bread", {"order": "6"})
    kept = Charge.get(Charge.account == alice.id, Charge.id == made.id)
    line = BalanceTransaction.get(BalanceTransaction.account == alice.id)
    assert (kept.description, line.description) == ("Rye bread", "Rye bread")
    assert (kept.metadata, line.metadata) == ({"order": "6"}, {"order": "6"})
    assert moves(alice) == [("charge", 500, 0)]
