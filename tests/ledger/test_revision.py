"""The revision counts every change that a page could show: a stale page would lie about money."""

from collections.abc import Callable

import pytest

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger import buckets, rollups
from webapp.ledger.automatic_payouts import due
from webapp.ledger.lines.journal import BalanceTransaction, NewLine, record, record_all, reword
from webapp.ledger.payments.charges import Charge, charge
from webapp.ledger.payments.refunds import refund, reverse
from webapp.ledger.payments.transfers import Transfer, transfer
from webapp.ledger.payouts.payout import Payout, pay_out
from webapp.money import Money

FIVE = Money(5, "eur")


@pytest.fixture
def seller(acme: Account, alice: Account) -> Account:
    """Alice, with one of everything."""
    charge(alice, Money(1_000, "eur"), available_on=clock.now(), application_fee=1)
    transfer(acme, alice, Money(50, "eur"))
    pay_out(alice, FIVE)
    return alice


def first(table: type[Charge | Payout | BalanceTransaction], account: Account) -> Charge | Payout:
    return table.select().where(table.account == account.id).order_by(table.id).get()


def sent(seller: Account) -> Transfer:
    own = Account.of_platform(seller.platform, livemode=False)
    return Transfer.get(Transfer.account == own.id)


CHANGES: dict[str, Callable[[Account], object]] = {
    "a line": lambda seller: record(seller.id, NewLine("adjustment", -1, "eur")),
    "many lines": lambda seller: record_all(seller.id, [NewLine("charge", 1, "eur")]),
    "other words": lambda seller: reword(
        seller.id, first(BalanceTransaction, seller).id, "Other words", None
    ),
    "a charge": lambda seller: charge(seller, FIVE, available_on=clock.now()),
    "a charge's words": lambda seller: first(Charge, seller).amend("Other words", None),
    "a refund": lambda seller: refund(
        Charge.get(Charge.account == seller.id, Charge.source_transfer.is_null()), 1
    ),
    "a transfer": lambda seller: transfer(
        Account.of_platform(seller.platform, livemode=False), seller, FIVE
    ),
    "a reversal": lambda seller: reverse(sent(seller), 1),
    "a payout": lambda seller: pay_out(seller, FIVE),
    "the daily payouts": lambda _: list(due.run(clock.now())),
    "a payout's progress": lambda seller: first(Payout, seller).mark("in_transit"),
    "a payout's trace": lambda seller: first(Payout, seller).mark("pending", trace_id="ARN-6"),
    "another zone": lambda seller: buckets.move_to_zone(seller, "Asia/Kathmandu"),
    "a rebuild": rollups.rebuild,
}


def revision(account: Account) -> int:
    return Account.get_by_id(account.id).revision


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_pages_show_counts_on(seller: Account, bob: Account, change: str) -> None:
    before, others = revision(seller), revision(bob)
    CHANGES[change](seller)
    assert revision(seller) > before
    assert revision(bob) == others or change == "the daily payouts"


def test_reading_counts_nothing(seller: Account) -> None:
    before = revision(seller)
    rollups.verify(seller)
    assert revision(seller) == before


def test_a_change_that_is_refused_counts_nothing(seller: Account) -> None:
    before = revision(seller)
    with pytest.raises(Exception, match="available"):
        pay_out(seller, Money(10**9, "eur"))
    assert revision(seller) == before
