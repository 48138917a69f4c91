"""Charges: whose money it is, when it comes, and what contradicts itself."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Seller
from webapp import clock

Refused = Callable[..., dict[str, Any]]
PATH = "/v1/charges"
GIVEN: dict[str, Any] = {"amount": 1_000, "currency": "eur"}


def amounts(seller: Seller) -> tuple[int, int]:
    """What the seller has, available and pending, in euros."""
    found = seller.api.get("/v1/balance")
    return found["available"][0]["amount"], found["pending"][0]["amount"]


def own_euros(seller: Seller) -> dict[str, int]:
    """What the platform has, available and pending, in euros."""
    found = seller.platform_api.get("/v1/balance")
    return {
        name: sum(part["amount"] for part in found[name] if part["currency"] == "eur")
        for name in ("available", "pending")
    }


def test_a_direct_charge_pays_its_fee_to_the_platform(alice: Seller) -> None:
    charge = alice.api.post(PATH, **GIVEN, source="tok_visa", application_fee_amount=100)
    assert amounts(alice) == (0, 900)
    assert own_euros(alice) == {"available": 0, "pending": 100}
    refund = {"charge": charge["id"], "amount": 500, "refund_application_fee": True}
    alice.api.post("/v1/refunds", **refund)
    assert amounts(alice) == (0, 450)
    assert own_euros(alice) == {"available": 0, "pending": 50}


def test_on_behalf_of_alone_names_the_destination(alice: Seller) -> None:
    charge = alice.platform_api.post(PATH, **GIVEN, on_behalf_of=alice.id)
    assert charge["on_behalf_of"] == alice.id
    assert charge["transfer_data"]["destination"] == alice.id
    assert sum(amounts(alice)) == 1_000


def test_a_share_of_a_charge_is_the_sellers(alice: Seller) -> None:
    alice.platform_api.post(PATH, **GIVEN, transfer_data={"destination": alice.id, "amount": 877})
    assert sum(amounts(alice)) == 877
    assert sum(own_euros(alice).values()) == 123


def test_a_charge_settles_after_the_sellers_delay(alice: Seller) -> None:
    settings = {"payouts": {"schedule": {"delay_days": 5}}}
    alice.platform_api.post(f"/v1/accounts/{alice.id}", settings=settings)
    charge = alice.platform_api.post(
        PATH, **GIVEN, source="tok_visa", transfer_data={"destination": alice.id}
    )
    line = alice.api.get("/v1/balance_transactions")["data"][0]
    today = charge["created"] - charge["created"] % clock.DAY
    assert (line["available_on"], line["status"]) == (today + 5 * clock.DAY, "pending")


@pytest.mark.parametrize(
    ("token", "brand", "last4"),
    [
        ("tok_visa", "visa", "4242"),
        ("tok_mastercard", "mastercard", "4444"),
        ("pm_card_amex", "amex", "8431"),
        ("tok_some_day", "visa", "4242"),
    ],
)
@pytest.mark.engine("sqlite")
def test_any_token_is_a_card(alice: Seller, token: str, brand: str, last4: str) -> None:
    name = "payment_method" if token.startswith("pm_") else "source"
    charge = alice.api.post(PATH, **GIVEN, **{name: token})
    assert charge["payment_method_details"]["card"] == {"brand": brand, "last4": last4}


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("change", "status", "param"),
    [
        ({"source": "tok_chargeDeclined"}, 402, None),
        ({"payment_method": "pm_card_visa_chargeDeclined"}, 402, None),
        ({"source": "4242424242424242"}, 400, "source"),
        ({"source": "visa"}, 400, "source"),
        ({"payment_method": "pm_visa"}, 400, "payment_method"),
        ({"source": "tok_visa", "payment_method": "pm_card_visa"}, 400, "payment_method"),
        ({"capture": False}, 400, "capture"),
        ({"capture": "yes"}, 400, "capture"),
        ({"application_fee_amount": 1_001, "transfer_data": True}, 400, "application_fee_amount"),
        ({"application_fee_amount": -1, "transfer_data": True}, 400, "application_fee_amount"),
        ({"application_fee_amount": 10}, 400, "application_fee_amount"),
        ({"transfer_data": True, "share": 1_001}, 400, "transfer_data[amount]"),
        (
            {"transfer_data": True, "share": 9, "application_fee_amount": 1},
            400,
            "transfer_data[amount]",
        ),
        ({"transfer_data": {"amount": 5}}, 400, "transfer_data[destination]"),
        ({"on_behalf_of": "acct_unknown"}, 400, "on_behalf_of"),
        ({"statement_descriptor": "x" * 23}, 400, "statement_descriptor"),
    ],
)
def test_a_charge_that_cannot_be_leaves_no_trace(
    alice: Seller, refused: Refused, change: dict[str, Any], status: int, param: str | None
) -> None:
    fields = GIVEN | change
    if fields.get("transfer_data") is True:
        fields["transfer_data"] = {"destination": alice.id, "amount": fields.pop("share", None)}
    error = refused(alice.platform_api.request("POST", PATH, **fields), status)
    assert error.get("param") == param
    assert alice.platform_api.get("/v1/balance_transactions")["data"] == []
    assert alice.api.get("/v1/balance_transactions")["data"] == []


def test_a_seller_sends_no_money_on(alice: Seller, bob: Seller, refused: Refused) -> None:
    fields = GIVEN | {"transfer_data": {"destination": bob.id}}
    refused(alice.api.request("POST", PATH, **fields))


def test_live_tokens_have_no_magic(open_seller: Callable[..., Seller]) -> None:
    carla = open_seller("carla", livemode=True)
    for token in ("tok_chargeDeclined", "tok_bypassPending", "anything"):
        charge = carla.api.post(PATH, **GIVEN, source=token)
        assert (charge["livemode"], charge["status"]) == (True, "succeeded")
    assert amounts(carla) == (0, 3_000)


@pytest.mark.parametrize("currency", ["jpy", "kwd", "isk", "USD"])
@pytest.mark.engine("sqlite")
def test_minor_units_pass_unchanged_in_every_currency(alice: Seller, currency: str) -> None:
    alice.api.post(PATH, amount=12_345, currency=currency, source="tok_bypassPending")
    balance = {p["currency"]: p["amount"] for p in alice.api.get("/v1/balance")["available"]}
    assert balance == {"eur": 0, currency.lower(): 12_345}


@pytest.mark.parametrize(
    "fields",
    [
        {"reverse_transfer": True},
        {"refund_application_fee": True},
        {"amount": 1_001},
        {"amount": 0},
        {"reason": "whim"},
        {"charge": "ch_unknown"},
        {"charge": ""},
    ],
)
@pytest.mark.engine("sqlite")
def test_a_refund_that_cannot_be_leaves_no_trace(
    alice: Seller, refused: Refused, fields: dict[str, Any]
) -> None:
    charge = alice.platform_api.post(PATH, **GIVEN)
    refused(alice.platform_api.request("POST", "/v1/refunds", **{"charge": charge["id"]} | fields))
    assert alice.platform_api.get("/v1/refunds")["data"] == []
    assert alice.platform_api.get(f"{PATH}/{charge['id']}")["amount_refunded"] == 0


def test_a_payment_by_transfer_is_taken_back_by_its_reversal(
    alice: Seller, refused: Refused
) -> None:
    fields = GIVEN | {"destination": alice.id}
    payment = alice.platform_api.post("/v1/transfers", **fields)["destination_payment"]
    error = refused(alice.api.request("POST", "/v1/refunds", charge=payment))
    assert "Reverse the transfer" in error["message"]


def test_the_fee_of_a_destination_charge_goes_back_with_its_transfer(
    alice: Seller, refused: Refused
) -> None:
    fields = GIVEN | {"transfer_data": {"destination": alice.id}, "application_fee_amount": 99}
    charge = alice.platform_api.post(PATH, **fields)
    refund: dict[str, Any] = {"charge": charge["id"], "refund_application_fee": True}
    refused(alice.platform_api.request("POST", "/v1/refunds", **refund))
    alice.platform_api.post("/v1/refunds", **refund, reverse_transfer=True)
    assert sum(amounts(alice)) == 0
    assert sum(own_euros(alice).values()) == 0
