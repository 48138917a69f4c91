"""Money by the official SDK over real HTTP: every figure as it should be, to the unit."""

from typing import Any

import pytest
import stripe

from tests.shop import Shop, ShopSeller


def available(shop: Shop, seller: ShopSeller, currency: str = "eur") -> int:
    balance = shop.test.v1.balance.retrieve(options=seller.acting)
    return {part.currency: part.amount for part in balance.available}[currency]


def sell(shop: Shop, seller: ShopSeller, **fields: Any) -> stripe.Charge:
    params: Any = {
        "amount": 1_000,
        "currency": "eur",
        "source": "tok_bypassPending",
        "application_fee_amount": 80,
        "transfer_data": {"destination": seller.id},
        "description": "Order #1",
        "metadata": {"order": "1"},
    }
    return shop.test.v1.charges.create(params | fields)


def test_a_destination_charge_is_read_in_the_sellers_line(shop: Shop, seller: ShopSeller) -> None:
    charge = sell(shop, seller)
    assert charge.status == "succeeded"
    assert charge.application_fee_amount == 80
    lines = shop.test.v1.balance_transactions.list(options=seller.acting)
    assert lines.data[0].description == "Order #1"
    assert lines.data[0]["metadata"]["order"] == "1"
    assert (lines.data[0].amount, lines.data[0].fee, lines.data[0].net) == (1_000, 80, 920)
    assert lines.data[0].fee_details[0].type == "application_fee"
    assert available(shop, seller) == 920


def test_other_words_are_read_at_once(shop: Shop, seller: ShopSeller) -> None:
    charge = sell(shop, seller)
    transfer = shop.test.v1.transfers.retrieve(str(charge.transfer))
    payment = str(transfer.destination_payment)
    shop.test.v1.charges.update(payment, {"description": "Gift"}, seller.acting)
    line = shop.test.v1.balance_transactions.list(options=seller.acting).data[0]
    assert line.description == "Gift"
    shop.test.v1.transfers.update(transfer.id, {"metadata": {"a": "b"}, "description": "T"})
    again: Any = shop.test.v1.transfers.retrieve(transfer.id)
    assert (again.description, again.metadata["a"]) == ("T", "b")


def test_a_full_refund_brings_everyone_back_to_nothing(shop: Shop, seller: ShopSeller) -> None:
    before = _own(shop)
    charge = sell(shop, seller)
    refund: Any = {"charge": charge.id, "reverse_transfer": True, "refund_application_fee": True}
    for amount in (333, 333, 334):
        made = shop.test.v1.refunds.create(refund | {"amount": amount})
        assert made.status == "succeeded"
    assert available(shop, seller) == 0
    assert _own(shop) == before
    assert shop.test.v1.charges.retrieve(charge.id).refunded is True
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.test.v1.refunds.create(refund)
    assert refused.value.code == "charge_already_refunded"


def _own(shop: Shop) -> int:
    parts = shop.test.v1.balance.retrieve().available
    return {part.currency: part.amount for part in parts}.get("eur", 0)


def test_a_transfer_is_reversed_in_parts(shop: Shop, seller: ShopSeller) -> None:
    transfers = shop.test.v1.transfers
    made = transfers.create({"amount": 500, "currency": "eur", "destination": seller.id})
    assert isinstance(made, stripe.Transfer)
    part = transfers.reversals.create(made.id, {"amount": 200, "metadata": {"why": "late"}})
    assert part.transfer == made.id
    assert available(shop, seller) == 300
    transfers.reversals.create(made.id)
    found = transfers.retrieve(made.id)
    assert (found.amount_reversed, found.reversed) == (500, True)
    assert [r.amount for r in found.reversals.data] == [300, 200]
    assert [r.amount for r in transfers.reversals.list(made.id).data] == [300, 200]
    kept: Any = transfers.reversals.retrieve(made.id, part.id)
    assert kept.metadata["why"] == "late"
    with pytest.raises(stripe.InvalidRequestError):
        transfers.reversals.create(made.id, {"amount": 1})


def test_a_transfer_settles_with_its_charge(shop: Shop, seller: ShopSeller) -> None:
    charge = shop.test.v1.charges.create({"amount": 900, "currency": "usd", "source": "tok_visa"})
    params: Any = {"currency": "usd", "destination": seller.id, "source_transaction": charge.id}
    made = shop.test.v1.transfers.create(params)
    assert (made.amount, made.source_transaction) == (900, charge.id)
    for change in ({"amount": 901}, {"currency": "eur"}):
        with pytest.raises(stripe.InvalidRequestError):
            shop.test.v1.transfers.create(params | change)


def test_a_payout_goes_its_way(shop: Shop, seller: ShopSeller) -> None:
    sell(shop, seller)
    payouts, acting = shop.test.v1.payouts, seller.acting
    made = payouts.create({"amount": 900, "currency": "eur"}, acting)
    assert (made.status, made.automatic, made.method) == ("pending", False, "standard")
    assert made.arrival_date % 86_400 == 0
    assert available(shop, seller) == 20
    mark(shop, seller, made.id, "in_transit")
    mark(shop, seller, made.id, "paid", trace_id="T1")
    found: Any = payouts.retrieve(made.id, options=acting)
    assert found.status == "paid"
    assert (found.trace_id.status, found.trace_id.value) == ("supported", "T1")
    failed = mark(shop, seller, made.id, "failed", failure_code="account_closed")
    assert failed["failure_code"] == "account_closed"
    assert "closed" in failed["failure_message"]
    assert available(shop, seller) == 920
    with pytest.raises(stripe.InvalidRequestError) as refused:
        payouts.cancel(made.id, options=acting)
    assert refused.value.code == "payouts_not_allowed"


def mark(shop: Shop, seller: ShopSeller, payout: str, status: str, **fields: str) -> Any:
    path = f"/v1/payouts/{payout}/mark"
    raw = shop.test.raw_request("post", path, stripe_account=seller.id, status=status, **fields)
    return shop.test.deserialize(raw, api_mode="V1")


def test_a_pending_payout_is_called_back(shop: Shop, seller: ShopSeller) -> None:
    sell(shop, seller)
    payouts, acting = shop.test.v1.payouts, seller.acting
    made = payouts.create({"amount": 900, "currency": "eur", "method": "instant"}, acting)
    assert made.arrival_date <= made.created
    noted: Any = payouts.update(made.id, {"metadata": {"a": "b"}}, acting)
    assert noted.metadata["a"] == "b"
    assert payouts.cancel(made.id, options=acting).status == "canceled"
    assert available(shop, seller) == 920


def test_too_large_a_payout_says_what_there_is(shop: Shop, seller: ShopSeller) -> None:
    sell(shop, seller)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.test.v1.payouts.create({"amount": 921, "currency": "eur"}, seller.acting)
    assert refused.value.code == "balance_insufficient"
    assert "9.20 EUR" in str(refused.value)


def test_a_declined_card_is_a_card_error(shop: Shop, seller: ShopSeller) -> None:
    with pytest.raises(stripe.CardError) as refused:
        sell(shop, seller, source="tok_chargeDeclined")
    assert refused.value.code == "card_declined"
    assert available(shop, seller) == 0


def test_a_thousand_dated_lines_arrive_in_one_call(shop: Shop, seller: ShopSeller) -> None:
    lines = [
        {
            "type": "charge",
            "amount": 100 + n,
            "fee": 10,
            "currency": "eur",
            "created": 1_700_000_000 + n,
            "available_on": 1_700_000_000 + n,
            "description": f"Order #{n} · Brötchen",
            "metadata": {"order": str(n)},
        }
        for n in range(1_000)
    ]
    path = "/v1/balance_transactions"
    shop.test.raw_request("post", path, stripe_account=seller.id, lines=lines)
    listed = shop.test.v1.balance_transactions.list({"limit": 100}, seller.acting)
    read = list(listed.auto_paging_iter())
    assert [line.description for line in read] == [line["description"] for line in lines][::-1]
    assert sum(line.net for line in read) == available(shop, seller) == 589_500
    with pytest.raises(stripe.InvalidRequestError):
        shop.test.raw_request("post", path, stripe_account=seller.id, lines=[*lines, lines[0]])


def test_an_unknown_parameter_of_the_sdk_is_refused(shop: Shop, seller: ShopSeller) -> None:
    params: Any = {"amount": 5, "currency": "eur", "destination": seller.id, "colour": "red"}
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.test.v1.transfers.create(params)
    assert (refused.value.code, refused.value.param) == ("parameter_unknown", "colour")
