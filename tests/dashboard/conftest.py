"""Sellers with something to show, and their browsers."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from peewee import DatabaseProxy

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


@pytest.fixture
def busy(
    alices: FlaskClient, alice: Seller, sell: Callable[..., list[Line]], pay_out: Callable[..., Any]
) -> FlaskClient:
    """Alice's browser; she has sold, and been paid out."""
    sell(alice, 60, until=int(time.time()))
    for _ in range(21):  # one more than fits on a page
        pay_out(alice, 100)
    return alices


@pytest.fixture
def listen(db: DatabaseProxy, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Begin to listen to what the database is asked: `heard = listen()`."""
    heard: list[str] = []
    ask = db.obj.execute_sql

    def listening(sql: str, *args: Any, **kwargs: Any) -> Any:
        heard.append(sql)
        return ask(sql, *args, **kwargs)

    def begin() -> list[str]:
        nonlocal heard
        heard = []
        return heard

    monkeypatch.setattr(db.obj, "execute_sql", listening)
    return begin
