"""Bad input: refused by name, in Stripe's words, and nothing is written."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Seller

Refused = Callable[..., dict[str, Any]]

GOOD: dict[str, Any] = {"amount": 100, "currency": "eur"}


@pytest.mark.engine("sqlite")  # refused before any database is asked
@pytest.mark.parametrize(
    ("change", "code", "param"),
    [
        ({"amount": None}, "parameter_missing", "amount"),
        ({"amount": ""}, "parameter_invalid_empty", "amount"),
        ({"amount": "ten"}, "parameter_invalid_integer", "amount"),
        ({"amount": "1.5"}, "parameter_invalid_integer", "amount"),
        ({"amount": "1e3"}, "parameter_invalid_integer", "amount"),
        ({"amount": "٣"}, "parameter_invalid_integer", "amount"),
        ({"amount": " 1"}, "parameter_invalid_integer", "amount"),
        ({"amount": 0}, "parameter_invalid_integer", "amount"),
        ({"amount": -5}, "parameter_invalid_integer", "amount"),
        ({"amount": 10**12}, "parameter_invalid_integer", "amount"),
        ({"amount": "9" * 400}, "parameter_invalid_integer", "amount"),
        ({"amount": {"a": 1}}, "parameter_invalid_integer", "amount"),
        ({"currency": None}, "parameter_missing", "currency"),
        ({"currency": "euro"}, "currency_invalid", "currency"),
        ({"currency": "xxx"}, "currency_invalid", "currency"),
        ({"currency": ["eur"]}, "currency_invalid", "currency"),
        ({"method": "slow"}, "parameter_invalid", "method"),
        ({"statement_descriptor": "x" * 23}, "parameter_invalid", "statement_descriptor"),
        ({"description": "x" * 5_001}, "parameter_invalid", "description"),
        ({"description": "a\0b"}, "parameter_invalid", "description"),
        ({"description": {"a": "b"}}, "parameter_invalid", "description"),
        ({"metadata": "text"}, "parameter_invalid", "metadata"),
        ({"metadata": {"a" * 41: "1"}}, "parameter_invalid", f"metadata[{'a' * 41}]"),
        ({"metadata": {"a": "x" * 501}}, "parameter_invalid", "metadata[a]"),
        ({"metadata": {"a": "\0"}}, "parameter_invalid", "metadata[a]"),
        ({"metadata": {"a": {"b": "1"}}}, "parameter_invalid", "metadata[a]"),
        ({"metadata": {f"k{n}": "1" for n in range(51)}}, "parameter_invalid", "metadata"),
        ({"amont": 5}, "parameter_unknown", "amont"),
        ({"metdata": {"a": "b"}}, "parameter_unknown", "metdata"),
        ({"expand": ["nothing"]}, None, "expand"),
        ({"expand": "balance_transaction"}, "parameter_invalid", "expand"),
        ({"destination": "ba_1"}, "resource_missing", "destination"),
        ({"amount": 101}, "balance_insufficient", "amount"),
    ],
)
def test_a_bad_payout_is_refused_and_leaves_no_trace(
    alice: Seller,
    fund: Callable[..., None],
    refused: Refused,
    change: dict[str, Any],
    code: str | None,
    param: str,
) -> None:
    fund(alice, 100)
    error = refused(alice.api.request("POST", "/v1/payouts", **GOOD | change))
    assert (error.get("code"), error["param"]) == (code, param)
    assert alice.api.get("/v1/payouts")["data"] == []
    assert alice.api.get("/v1/balance")["available"][0]["amount"] == 100


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    "fields",
    [
        {"settings": {"payouts": {"schedule": {"intervall": "daily"}}}},
        {"individual": {"phone_number": "+4915112345678"}},
        {"business_profile": {"support_address": {"planet": "Mars"}}},
        {"controller": {"stripe_dashboard": {"typ": "express"}}},
        {"unknown": {"nested": {"deep": "1"}}},
    ],
)
def test_an_unknown_parameter_is_found_at_any_depth(
    alice: Seller, refused: Refused, fields: dict[str, Any]
) -> None:
    """F3: unknown parameters are refused, never stored."""
    error = refused(alice.platform.api.request("POST", "/v1/accounts", **fields))
    assert error["code"] == "parameter_unknown"
    assert error["message"] == f"Received unknown parameter: {error['param']}"


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "", "1.0"])
def test_a_page_has_one_to_a_hundred_items(alice: Seller, refused: Refused, limit: str) -> None:
    response = alice.api.request("GET", "/v1/balance_transactions", limit=limit)
    if limit == "":
        assert response.status_code == 200
    else:
        assert refused(response)["param"] == "limit"


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    "path",
    [
        "/v1/accounts",
        "/v1/balance",
        "/v1/balance_transactions",
        "/v1/charges",
        "/v1/earnings",
        "/v1/payouts",
        "/v1/refunds",
        "/v1/transfers",
    ],
)
def test_every_read_refuses_what_it_does_not_know(
    alice: Seller, refused: Refused, path: str
) -> None:
    """F3: reads as well as writes."""
    error = refused(alice.platform.api.request("GET", path, colour="red"))
    assert (error["code"], error["param"]) == ("parameter_unknown", "colour")


def test_several_unknown_parameters_are_named_together(alice: Seller, refused: Refused) -> None:
    error = refused(alice.api.request("GET", "/v1/balance", a=1, b=2))
    assert error["message"] == "Received unknown parameters: a, b"


def test_an_empty_value_unsets(alice: Seller) -> None:
    made = alice.api.post(
        "/v1/charges", amount=5, currency="eur", description="A", metadata={"a": "1", "b": "2"}
    )
    path = f"/v1/charges/{made['id']}"
    assert alice.api.post(path, metadata={"a": "", "c": "3"})["metadata"] == {"b": "2", "c": "3"}
    assert alice.api.post(path, description="")["description"] is None
    assert alice.api.post(path, metadata="")["metadata"] == {}


def test_metadata_never_grows_past_its_limit(alice: Seller, refused: Refused) -> None:
    notes = {f"k{n}": "1" for n in range(50)}
    made = alice.api.post("/v1/charges", amount=5, currency="eur", metadata=notes)
    path = f"/v1/charges/{made['id']}"
    refused(alice.api.request("POST", path, metadata={"one": "more"}))
    alice.api.post(path, metadata={"k0": "", "one": "more"})
