"""Fixtures of the API's tests."""

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.cast import Seller
from tests.shop import Shop, ShopSeller

Refused = Callable[..., dict[str, Any]]


@pytest.fixture
def refused() -> Refused:
    """The error of an answer, which must have that status: `refused(response, 404)`."""

    def refused(response: TestResponse, status: int = 400) -> dict[str, Any]:
        assert response.status_code == status, response.text
        assert response.headers["Request-Id"].startswith("req_")
        body: dict[str, Any] = response.json or {}
        assert set(body) == {"error"}
        assert {"type", "message"} <= set(body["error"])
        return dict(body["error"])

    return refused


@pytest.fixture
def seller(shop: Shop) -> ShopSeller:
    """A fresh seller on the running server, driven by the SDK."""
    return shop.open_account("alice")


@pytest.fixture
def fund() -> Callable[..., None]:
    """Give a seller money that is available at once: `fund(alice, 1_000)`."""

    def fund(seller: Seller, amount: int, currency: str = "eur") -> None:
        seller.api.post("/v1/charges", amount=amount, currency=currency, source="tok_bypassPending")

    return fund
