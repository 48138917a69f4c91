"""Sellers who are paid out."""

from collections.abc import Callable

import pytest

from tests.cast import Seller


@pytest.fixture
def payout(alice: Seller) -> Callable[[int], str]:
    """Pay Alice out so much: `payout(12_000)`."""

    def payout(amount: int) -> str:
        money = {"amount": amount, "currency": "eur"}
        alice.api.post("/v1/charges", **money, source="tok_bypassPending")
        alice.platform_api.post(
            f"/v1/accounts/{alice.id}", external_account={"last4": "6789", "bank_name": "Bank"}
        )
        return str(alice.api.post("/v1/payouts", **money)["id"])

    return payout
