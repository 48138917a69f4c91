"""Errors: always the envelope, never details of ours."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from peewee import OperationalError

from tests.cast import Platform, Seller
from webapp.ledger import balance

Refused = Callable[..., dict[str, Any]]
pytestmark = pytest.mark.engine("sqlite")  # refused before any database is asked


@pytest.mark.parametrize("path", ["/v1", "/v1/", "/v1/nothing", "/v1/payouts/", "/v1/payouts//x"])
def test_an_unknown_url_says_so(client: FlaskClient, refused: Refused, path: str) -> None:
    error = refused(client.get(path), 404)
    assert error["message"].startswith("Unrecognized request URL (GET: /v1")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/payouts", "GET, POST"),
        ("DELETE", "/v1/payouts/po_1", "GET, POST"),
        ("GET", "/v1/payouts/po_1/cancel", "POST"),
        ("PATCH", "/v1/balance", "GET"),
        ("POST", "/v1/openapi.json", "GET"),
    ],
)
def test_a_wrong_method_names_the_right_ones(
    client: FlaskClient, refused: Refused, method: str, path: str, allowed: str
) -> None:
    response = client.open(path, method=method)
    refused(response, 405)
    assert response.headers["Allow"] == allowed


OBJECTS = {
    "accounts": "account",
    "balance_transactions": "balance transaction",
    "charges": "charge",
    "payouts": "payout",
    "refunds": "refund",
    "transfers": "transfer",
}


@pytest.mark.parametrize("place", OBJECTS)
def test_an_unknown_object_is_named_in_the_answer(
    acme: Platform, refused: Refused, place: str
) -> None:
    error = refused(acme.api.request("GET", f"/v1/{place}/x_1"), 404)
    assert error == {
        "type": "invalid_request_error",
        "code": "resource_missing",
        "message": f"No such {OBJECTS[place]}: 'x_1'",
        "param": "id",
    }


@pytest.mark.engine("sqlite", "postgresql")  # which knows no NUL
@pytest.mark.parametrize("id_", ["%00", "a%00b", "%F0%9F%92%A9", "..", "x" * 3_000, "'%20OR%201=1"])
def test_junk_ids_are_unknown_ids(acme: Platform, refused: Refused, id_: str) -> None:
    refused(acme.api.request("GET", f"/v1/payouts/{id_}"), 404)


def test_an_unexpected_error_tells_nothing(
    alice: Seller, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(*_: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(balance, "available", burst)
    response = alice.api.request("POST", "/v1/payouts", amount=1, currency="eur")
    assert refused(response, 500)["type"] == "api_error"
    assert "secret" not in response.text


def test_a_busy_database_asks_for_another_try(
    alice: Seller, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(*_: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(balance, "available", burst)
    response = alice.api.request("POST", "/v1/payouts", amount=1, currency="eur")
    assert refused(response, 503)["code"] == "lock_timeout"
    assert response.headers["Stripe-Should-Retry"] == "true"
