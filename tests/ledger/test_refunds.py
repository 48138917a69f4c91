"""Refunds give back what is left of a charge, its fee and its transfer, and not a unit more."""

from random import Random

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger import naive
from tests.ledger.people import open_seller, own_account
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY
from webapp.ledger.payments import refunds
from webapp.ledger.payments.charges import Charge, ChargeAlreadyRefunded, charge
from webapp.ledger.payments.destination_charges import destination_charge
from webapp.ledger.payments.refund_refusals import (
    FeeIsWithTransfer,
    NoFeeToRefund,
    NoTransferToReverse,
    PaymentOfTransfer,
)
from webapp.ledger.payments.refunds import Refund, refund, reverse
from webapp.ledger.payments.transfers import Transfer, transfer
from webapp.money import AMOUNT_MAX, Money


def totals(*accounts: Account) -> list[int]:
    """What each account's lines sum to."""
    return [sum(line.net for line in naive.lines_of(account.id)) for account in accounts]


def cut(amount: int, parts: int, chance: Random) -> list[int]:
    """An amount in at most so many parts, none of them nothing."""
    cuts = sorted({chance.randrange(amount) for _ in range(parts - 1)} - {0})
    return [end - start for start, end in zip([0, *cuts], [*cuts, amount], strict=True)]


@given(st.integers(1, AMOUNT_MAX), st.integers(0, 10_000), st.integers(1, 40), st.randoms())
def test_the_fees_of_all_parts_of_a_refund_make_up_the_fee(
    amount: int, fee_permyriad: int, parts: int, chance: Random
) -> None:
    fee = amount * fee_permyriad // 10_000
    made = Charge(amount=amount, application_fee_amount=fee)
    for part in cut(amount, parts, chance):
        share = refunds._fee_share(made, part)
        assert abs(share - fee * part / amount) <= 1 + 1e-9 * share
        made.application_fee_refunded += share
        made.amount_refunded += part
    assert made.application_fee_refunded == fee


@pytest.mark.soak
def test_the_fees_of_a_hundred_thousand_refunds_make_up_the_fee() -> None:
    chance = Random(6)
    for _ in range(100_000):
        amount = chance.randint(1, 10 ** chance.randint(1, 12) - 1)
        made = Charge(amount=amount, application_fee_amount=chance.randint(0, amount))
        for part in cut(amount, chance.randint(1, 9), chance):
            made.application_fee_refunded += refunds._fee_share(made, part)
            made.amount_refunded += part
        assert made.application_fee_refunded == made.application_fee_amount


def test_parts_of_a_refund_leave_nothing_of_charge_and_fee(acme: Account, alice: Account) -> None:
    made = charge(alice, Money(1_000, "eur"), available_on=clock.now(), application_fee=33)
    for part in cut(1_000, 7, Random(1)):
        refund(made, part, refund_application_fee=True)
    assert totals(acme, alice) == [0, 0]


def test_the_fee_goes_back_in_proportion_to_this_refund_alone(
    acme: Account, alice: Account
) -> None:
    made = charge(alice, Money(1_000, "eur"), available_on=clock.now(), application_fee=100)
    refund(made, 500)
    assert totals(acme, alice) == [100, 400]
    refund(made, 500, refund_application_fee=True)
    assert totals(acme, alice) == [50, -50]


def test_a_transfer_goes_back_in_proportion_to_this_refund_alone(
    acme: Account, alice: Account
) -> None:
    made = destination_charge(acme, alice, Money(1_000, "eur"), share=900, available_on=clock.now())
    refund(made, 500)
    assert totals(acme, alice) == [-400, 900]
    refund(made, 500, reverse_transfer=True)
    assert totals(acme, alice) == [-450, 450]


def test_a_transfer_that_was_partly_reversed_gives_back_what_is_left(
    acme: Account, alice: Account
) -> None:
    made = destination_charge(acme, alice, Money(1_000, "eur"), available_on=clock.now())
    reverse(Transfer.get(Transfer.account == acme.id, Transfer.id == made.transfer), 700)
    refund(made, reverse_transfer=True)
    assert totals(acme, alice) == [0, 0]


def test_a_transfer_that_was_all_reversed_has_nothing_more_to_give(
    acme: Account, alice: Account
) -> None:
    made = destination_charge(acme, alice, Money(1_000, "eur"), available_on=clock.now())
    reverse(Transfer.get(Transfer.account == acme.id, Transfer.id == made.transfer))
    assert refund(made, reverse_transfer=True).transfer_reversal is None
    assert totals(acme, alice) == [0, 0]


def test_parts_of_a_refund_leave_nothing_of_the_transfer_and_its_fee(
    acme: Account, alice: Account
) -> None:
    made = destination_charge(
        acme, alice, Money(1_000, "eur"), application_fee=77, available_on=clock.now()
    )
    for part in cut(1_000, 7, Random(2)):
        refund(made, part, refund_application_fee=True, reverse_transfer=True)
    assert totals(acme, alice) == [0, 0]


@pytest.mark.parametrize("amount", [401, 0, -1])
def test_a_refund_of_the_wrong_size_leaves_nothing_behind(alice: Account, amount: int) -> None:
    made = charge(alice, Money(1_000, "eur"), available_on=clock.now())
    refund(made, 600)
    with pytest.raises(ChargeAlreadyRefunded):
        refund(made, amount)
    assert totals(alice) == [400]
    kept = Charge.get(Charge.account == alice.id, Charge.id == made.id)
    assert kept.refundable == 400
    assert Refund.select().where(Refund.account == alice.id).count() == 1


def test_a_refund_that_is_too_large_reverses_nothing(acme: Account, alice: Account) -> None:
    made = destination_charge(acme, alice, Money(1_000, "eur"), available_on=clock.now())
    with pytest.raises(ChargeAlreadyRefunded):
        refund(made, 1_001, reverse_transfer=True)
    assert totals(acme, alice) == [0, 1_000]


def test_a_refund_of_pending_money_is_pending_as_long(
    now: time_machine.Traveller, alice: Account
) -> None:
    until = clock.now() + DAY
    made = charge(alice, Money(1_000, "eur"), available_on=until)
    refund(made, 1)
    now.shift(2 * DAY)
    refund(made, 2)
    found = {line.amount: line.available_on for line in naive.lines_of(alice.id)}
    assert found == {1_000: until, -1: until, -2: clock.now()}


def make_payment(acme: Account, alice: Account) -> Charge:
    sent = transfer(acme, alice, Money(1_000, "eur"))
    return Charge.get(Charge.account == alice.id, Charge.id == sent.destination_payment)


@pytest.mark.parametrize(
    ("with_fee", "with_transfer", "error"),
    [(False, True, NoTransferToReverse), (True, False, NoFeeToRefund)],
)
def test_a_plain_charge_has_no_fee_and_no_transfer_to_give_back(
    alice: Account, with_fee: bool, with_transfer: bool, error: type[Exception]
) -> None:
    made = charge(alice, Money(1_000, "eur"), available_on=clock.now())
    with pytest.raises(error):
        refund(made, refund_application_fee=with_fee, reverse_transfer=with_transfer)
    assert totals(alice) == [1_000]


def test_a_destination_charges_fee_goes_back_with_its_transfer_or_not_at_all(
    acme: Account, alice: Account
) -> None:
    made = destination_charge(
        acme, alice, Money(1_000, "eur"), application_fee=77, available_on=clock.now()
    )
    with pytest.raises(FeeIsWithTransfer):
        refund(made, refund_application_fee=True)
    assert totals(acme, alice) == [77, 923]


def test_what_came_by_a_transfer_goes_back_by_its_reversal(acme: Account, alice: Account) -> None:
    with pytest.raises(PaymentOfTransfer):
        refund(make_payment(acme, alice))
    assert totals(acme, alice) == [-1_000, 1_000]


def test_another_platforms_ledger_is_not_touched(acme: Account, alice: Account) -> None:
    evil = own_account("Evil")
    mallory = open_seller(evil, "mallory")
    made = charge(alice, Money(1_000, "eur"), available_on=clock.now(), application_fee=100)
    refund(made, refund_application_fee=True)
    assert totals(evil, mallory) == [0, 0]
    assert not naive.lines_of(evil.id)
