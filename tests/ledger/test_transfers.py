"""A transfer is two lines that sum to zero, and so is its reversal."""

import pytest
import time_machine

from tests.ledger import naive
from tests.ledger.invariants import check_transfers
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY
from webapp.ledger.balance import balances
from webapp.ledger.payments.charges import Charge
from webapp.ledger.payments.refunds import reverse
from webapp.ledger.payments.transfers import Transfer, TransferReversalTooLarge, transfer
from webapp.money import Money


def totals(*accounts: Account) -> list[int]:
    """What each account's lines sum to."""
    return [sum(line.net for line in naive.lines_of(account.id)) for account in accounts]


def test_what_leaves_the_platform_arrives_at_the_seller(
    now: time_machine.Traveller, acme: Account, alice: Account
) -> None:
    until = clock.now() + DAY
    sent = transfer(acme, alice, Money(500, "eur"), available_on=until)
    (out,), (arrived,) = naive.lines_of(acme.id), naive.lines_of(alice.id)
    assert (out.type, out.amount, out.available_on) == ("transfer", -500, until)
    assert (arrived.type, arrived.amount, arrived.available_on) == ("payment", 500, until)
    assert (out.id, out.created) == (sent.balance_transaction, arrived.created)
    payment = Charge.get(Charge.account == alice.id, Charge.id == sent.destination_payment)
    assert (payment.balance_transaction, payment.source_transfer) == (arrived.id, sent.id)


def test_the_platform_may_go_below_zero(acme: Account, alice: Account) -> None:
    transfer(acme, alice, Money(500, "eur"))
    eur = next(balance for balance in balances(acme) if balance.currency == "eur")
    assert eur.available == Money(-500, "eur")


def test_a_transfers_fee_comes_back_to_the_platform(acme: Account, alice: Account) -> None:
    transfer(acme, alice, Money(500, "eur"), application_fee=40)
    assert totals(acme, alice) == [-460, 460]


def test_a_transfer_comes_back_in_parts_and_never_more_than_that(
    acme: Account, alice: Account
) -> None:
    sent = transfer(acme, alice, Money(500, "eur"))
    for amount, left in ((1, 499), (299, 200), (None, 0)):
        reverse(sent, amount)
        assert totals(acme, alice) == [-left, left]
    check_transfers(acme)
    for amount in (1, None):
        with pytest.raises(TransferReversalTooLarge):
            reverse(sent, amount)
    assert totals(acme, alice) == [0, 0]


@pytest.mark.parametrize("amount", [501, 0, -1])
def test_a_reversal_of_the_wrong_size_leaves_nothing_behind(
    acme: Account, alice: Account, amount: int
) -> None:
    sent = transfer(acme, alice, Money(500, "eur"))
    with pytest.raises(TransferReversalTooLarge):
        reverse(sent, amount)
    assert totals(acme, alice) == [-500, 500]
    kept = Transfer.get(Transfer.account == acme.id, Transfer.id == sent.id)
    assert kept.amount_reversed == 0


def test_a_reversal_brings_its_part_of_the_fee_back_when_asked(
    acme: Account, alice: Account
) -> None:
    sent = transfer(acme, alice, Money(500, "eur"), application_fee=50)
    reverse(sent, 100, refund_application_fee=True)
    assert totals(acme, alice) == [-360, 360]
    reverse(sent, 100)
    assert totals(acme, alice) == [-260, 260]
    reverse(sent, refund_application_fee=True)
    assert totals(acme, alice) == [10, -10]  # the second part's fee stays with the platform


def test_other_words_reach_the_platforms_line_and_not_the_sellers(
    acme: Account, alice: Account
) -> None:
    sent = transfer(acme, alice, Money(500, "eur"), description="Week 10")
    sent.amend("Week 11", {"week": "11"})
    words = {line.id: line.description for line in acme.ledger} | {
        line.id: line.description for line in alice.ledger
    }
    assert sorted(words.values()) == ["Week 10", "Week 11"]
    assert words[sent.balance_transaction] == "Week 11"
