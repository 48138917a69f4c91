"""Many at once: no money is spent twice, no figure is lost, and readers see no half-done work."""

from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from tests.ledger import naive
from tests.ledger.crowd import all_at_once, elsewhere
from tests.ledger.invariants import check, check_transfers
from tests.ledger.people import open_seller
from webapp import clock
from webapp.accounts.account import Account
from webapp.database import db
from webapp.ledger import buckets
from webapp.ledger.balance import balances
from webapp.ledger.lines.journal import NewLine, record
from webapp.ledger.payments.charges import Charge, ChargeAlreadyRefunded, charge
from webapp.ledger.payments.refunds import refund, reverse
from webapp.ledger.payments.transfers import Transfer, TransferReversalTooLarge, transfer
from webapp.ledger.payouts.payout import Payout, pay_out
from webapp.ledger.payouts.refusals import BalanceInsufficient
from webapp.ledger.payouts.states import PayoutNotPossible
from webapp.ledger.rollups import rebuild, verify
from webapp.money import Money

REFUSALS = (
    BalanceInsufficient,
    ChargeAlreadyRefunded,
    PayoutNotPossible,
    TransferReversalTooLarge,
)


def attempt(work: Callable[[], object]) -> bool:
    """Was it done, or refused?"""
    try:
        work()
    except REFUSALS:
        return False
    return True


def together(count: int, work: Callable[[], object]) -> int:
    """How many of so many who start at once are not refused."""
    return sum(all_at_once([partial(attempt, work)] * count))


def total(account: Account) -> int:
    return sum(line.net for line in naive.lines_of(account.id))


def test_64_payouts_at_once_pay_out_no_more_than_there_is(alice: Account) -> None:
    record(alice.id, NewLine("charge", 1_000, "eur"))
    assert together(64, lambda: pay_out(alice, Money(90, "eur"))) == 11
    assert Payout.select().where(Payout.account == alice.id).count() == 11
    assert total(alice) == 10
    check(alice, ["eur"], clock.now())


def test_the_first_payouts_of_a_new_account_are_held_back_too(alice: Account) -> None:
    assert together(16, lambda: pay_out(alice, Money(1, "eur"))) == 0
    assert total(alice) == 0


def test_a_payout_fails_once_however_many_banks_say_so(alice: Account) -> None:
    record(alice.id, NewLine("charge", 1_000, "eur"))
    made = pay_out(alice, Money(400, "eur"))
    together(16, lambda: made.mark("failed"))
    assert total(alice) == 1_000


def test_a_payout_is_either_paid_or_called_back(alice: Account) -> None:
    record(alice.id, NewLine("charge", 1_000, "eur"))
    made = pay_out(alice, Money(400, "eur"))
    works: list[Callable[[], object]] = [made.cancel, partial(made.mark, "paid")] * 8
    all_at_once([partial(attempt, work) for work in works])
    kept = Payout.get(Payout.account == alice.id, Payout.id == made.id)
    assert (kept.status, total(alice)) in [("canceled", 1_000), ("paid", 600)]


def test_refunds_at_once_give_back_no_more_than_was_paid(acme: Account, alice: Account) -> None:
    made = charge(alice, Money(1_000, "eur"), available_on=clock.now(), application_fee=100)
    assert together(16, lambda: refund(made, 300, refund_application_fee=True)) == 3
    assert (total(alice), total(acme)) == (90, 10)
    kept = Charge.get(Charge.account == alice.id, Charge.id == made.id)
    assert (kept.refundable, kept.application_fee_refunded) == (100, 90)


def test_reversals_at_once_take_back_no_more_than_was_sent(acme: Account, alice: Account) -> None:
    sent = transfer(acme, alice, Money(1_000, "eur"))
    assert together(16, lambda: reverse(sent, 300)) == 3
    assert (total(alice), total(acme)) == (100, -100)
    check_transfers(acme)


def test_transfers_at_once_leave_every_rollup_sound(acme: Account) -> None:
    sellers = [open_seller(acme, f"seller{number}") for number in range(4)]

    def send(number: int) -> None:
        chance = Random(number)
        for _ in range(8):
            seller = chance.choice(sellers)
            transfer(acme, seller, Money(chance.randint(1, 999), "eur"), application_fee=1)

    all_at_once([partial(send, number) for number in range(16)])
    assert Transfer.select().where(Transfer.account == acme.id).count() == 16 * 8
    assert sum(map(total, [acme, *sellers])) == 0
    for account in (acme, *sellers):
        check(account, ["eur"], clock.now())


def repeated(times: int, work: Callable[[], object]) -> Callable[[], None]:
    """The work, over and over."""

    def repeat() -> None:
        for _ in range(times):
            work()

    return repeat


def move_about(seller: Account) -> None:
    for zone in ("Asia/Kathmandu", "Pacific/Apia", "America/New_York"):
        buckets.move_to_zone(Account.get_by_id(seller.id), zone)


def test_repairs_and_moves_amid_sales_lose_nothing(acme: Account, alice: Account) -> None:
    record(alice.id, NewLine("charge", 1_000, "eur"))
    later, price = clock.now() + 60, Money(100, "eur")
    sell = repeated(10, lambda: charge(alice, price, available_on=later, application_fee=7))
    pay = repeated(10, lambda: pay_out(alice, Money(50, "eur")))
    repairs = [repeated(5, lambda: rebuild(alice)), repeated(5, lambda: rebuild(acme))]
    works: list[Callable[[], object]] = [
        sell,
        sell,
        sell,
        pay,
        pay,
        partial(move_about, alice),
        *repairs,
    ]
    all_at_once(works)
    assert total(alice) == 1_000 + 30 * 93 - 20 * 50
    for account in (acme, alice):
        check(Account.get_by_id(account.id), ["eur"], clock.now())


def test_readers_see_no_half_done_work_and_wait_for_nobody(alice: Account) -> None:
    record(alice.id, NewLine("charge", 1_000, "eur"))
    with db.atomic():
        record(alice.id, NewLine("charge", 500, "eur"))
        assert balances(alice)[0].available == Money(1_500, "eur")
        seen = elsewhere(lambda: (balances(alice)[0].available, len(naive.lines_of(alice.id))))
    assert seen == (Money(1_000, "eur"), 1)
    assert elsewhere(lambda: balances(alice)[0].available) == Money(1_500, "eur")


def test_the_proof_finds_nothing_while_others_write(acme: Account, alice: Account) -> None:
    def sell() -> None:
        for _ in range(20):
            transfer(acme, alice, Money(100, "eur"), available_on=clock.now())

    def prove() -> None:
        for _ in range(20):
            assert verify(alice) == verify(acme) == []

    all_at_once([sell, sell, prove, prove])


@pytest.mark.soak
def test_many_more_payouts_at_once_pay_out_no_more_than_there_is(alice: Account) -> None:
    for _ in range(50):
        record(alice.id, NewLine("charge", 1_000, "eur"))
        together(60, lambda: pay_out(alice, Money(90, "eur")))
        assert 0 <= total(alice) < 90
    check(alice, ["eur"], clock.now())
