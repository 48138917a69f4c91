"""Sellers with something to show, and their browsers."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller

Line = dict[str, Any]


@pytest.fixture
def sell() -> Callable[..., list[Line]]:
    """Write sales into a ledger: `sell(alice, 60, every=3600, until=…)`; the newest first."""

    def sell(
        seller: Seller, count: int, *, until: int, every: int = 3_600, **more: Any
    ) -> list[Line]:
        lines = [
            {"type": "charge", "amount": 1_000 + n, "fee": 10, "currency": "eur", **more}
            | {"created": until - n * every}
            for n in range(count)
        ]
        found: list[Line] = []
        for start in range(0, count, 1_000):
            made = seller.api.post("/v1/balance_transactions", lines=lines[start : start + 1_000])
            found += made["data"]
        return found

    return sell


@pytest.fixture
def alices(sign_in: Callable[[Seller], FlaskClient], alice: Seller) -> FlaskClient:
    """Alice's browser, signed in."""
    return sign_in(alice)


@pytest.fixture
def pay_out() -> Callable[..., Line]:
    """Send money to the bank: `pay_out(alice, 500)`."""

    def pay_out(seller: Seller, amount: int, **more: Any) -> Line:
        fields = {"amount": amount, "currency": "eur", **more}
        paid: Line = seller.api.post("/v1/payouts", **fields)
        return paid

    return pay_out
