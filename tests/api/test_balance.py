"""`/v1/balance` in the platform's hands: what moved where."""

from tests.cast import Seller


def test_a_destination_charge_leaves_the_fee_with_the_platform(alice: Seller) -> None:
    alice.platform_api.post(
        "/v1/charges",
        amount=1_000,
        currency="eur",
        source="tok_bypassPending",
        transfer_data={"destination": alice.id},
        application_fee_amount=80,
    )
    own = {
        part["currency"]: part["amount"]
        for part in alice.platform_api.get("/v1/balance")["available"]
    }
    assert alice.api.get("/v1/balance")["available"][0]["amount"] == 920
    assert own["eur"] == 80


def test_a_charge_is_pending_until_it_settles(alice: Seller) -> None:
    alice.api.post("/v1/charges", amount=1_000, currency="eur", source="tok_visa")
    balance = alice.api.get("/v1/balance")
    assert balance["available"][0] == {"amount": 0, "currency": "eur", "source_types": {"card": 0}}
    assert balance["pending"][0]["amount"] == 1_000
    assert balance["livemode"] is False
