"""A card's number gets in by no parameter of the API."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Seller
from tests.test_card_numbers import CARDS

Refused = Callable[..., dict[str, Any]]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("path", "fields", "param"),
    [
        ("/v1/charges", {"description": "{card}"}, "description"),
        ("/v1/charges", {"metadata": {"note": "paid by {card}"}}, "metadata[note]"),
        ("/v1/charges", {"metadata": {"{card}": "1"}}, "metadata"),
        ("/v1/charges", {"source": "{card}"}, "source"),
        ("/v1/charges", {"statement_descriptor": "{card}"}, "statement_descriptor"),
        ("/v1/accounts", {"business_profile": {"name": "{card}"}}, "business_profile[name]"),
        ("/v1/accounts", {"individual": {"last_name": "{card}"}}, "individual[last_name]"),
        ("/v1/accounts", {"capabilities": {"{card}": {"requested": True}}}, "capabilities"),
        ("/v1/balance_transactions", {"type": "adjustment", "source": "{card}"}, "source"),
    ],
)
def test_a_card_number_is_refused_wherever_it_is_sent(
    alice: Seller, refused: Refused, path: str, fields: dict[str, Any], param: str
) -> None:
    """J5: 400, with the parameter's name, and without the number."""
    base = {} if path == "/v1/accounts" else {"amount": 100, "currency": "eur"}
    answer = alice.platform_api.request("POST", path, **base, **filled(fields))
    error = refused(answer)
    assert error["param"].startswith(param)
    assert CARDS[0] not in answer.text


def filled(fields: Any) -> Any:
    """The fields with a card's number in its places."""
    if isinstance(fields, dict):
        return {name.format(card=CARDS[0]): filled(value) for name, value in fields.items()}
    if isinstance(fields, list):
        return [filled(value) for value in fields]
    return fields.format(card=CARDS[0]) if isinstance(fields, str) else fields


@pytest.mark.engine("sqlite")
def test_numbers_of_banks_and_offices_may_look_like_a_card_s(alice: Seller) -> None:
    """J5: a bank account's number is taken, and kept but for its last four digits nowhere."""
    told = alice.platform_api.request(
        "POST", f"/v1/accounts/{alice.id}",
        external_account={
            "object": "bank_account", "country": "DE", "currency": "eur",
            "account_number": CARDS[0],
        },
        company={"registration_number": "36227206271667"},
    )  # fmt: skip
    assert told.status_code == 200, told.text
    assert CARDS[0] not in told.text
    assert "4242" in told.text


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("written", [CARDS[0], "4242.4242.4242.4242", "4242\u00a04242/4242_4242"])
def test_what_is_kept_beside_the_parameters_holds_none(
    alice: Seller, refused: Refused, cli: Callable[..., str], written: str
) -> None:
    """J5: neither the name of a request, nor an unknown id in the audit log."""
    key = {"Authorization": f"Bearer {alice.platform.test_key}"}
    ascii_only = written.replace("\u00a0", " ")
    sent = alice.platform.client.post(
        "/v1/charges",
        data={"amount": 100, "currency": "eur", "source": "tok_visa"},
        headers=key | {"Idempotency-Key": ascii_only},
    )
    assert refused(sent)["code"] == "card_number_refused"
    unknown = written.replace("/", ".")
    assert alice.platform_api.request("GET", f"/v1/charges/{unknown}").status_code == 404
    log = cli("audit", "show", "--event", "access.refused", "--json")
    assert "charges" in log
    assert unknown not in log
    assert "asked" not in log
