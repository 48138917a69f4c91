"""Who may ask at all: keys, modes, and acting for an account."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Platform, Seller

Refused = Callable[..., dict[str, Any]]


def basic(name: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{name}:".encode()).decode()}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer sk_test_wrong"},
        {"Authorization": "Basic !!!"},
        {"Authorization": "Digest a=b"},
        basic(""),
        basic("sk_live_wrong"),
        basic("sk_test_\0"),
    ],
)
def test_without_a_known_key_nothing_is_told(
    client: FlaskClient, refused: Refused, headers: dict[str, str]
) -> None:
    response = client.get("/v1/balance", headers=headers)
    assert refused(response, 401)["type"] == "invalid_request_error"
    assert response.headers["WWW-Authenticate"].startswith("Basic")


def test_a_key_is_taken_as_bearer_and_as_basic_user_name(
    client: FlaskClient, acme: Platform
) -> None:
    for headers in ({"Authorization": f"Bearer {acme.test_key}"}, basic(acme.test_key)):
        assert client.get("/v1/balance", headers=headers).status_code == 200


def test_a_session_of_the_dashboard_opens_no_door_of_the_api(
    sign_in: Callable[[Seller], FlaskClient], alice: Seller, refused: Refused
) -> None:
    refused(sign_in(alice).get("/v1/balance"), 401)


def test_test_and_live_never_meet(alice: Seller, refused: Refused) -> None:
    live = alice.platform.live_api
    refused(live.request("GET", f"/v1/accounts/{alice.id}"), 404)
    assert live.get("/v1/accounts")["data"] == []
    assert refused(live.on(alice.id).request("GET", "/v1/balance"), 403)["code"] == (
        "account_invalid"
    )


def test_a_foreign_account_is_refused_as_an_unknown_one(
    alice: Seller, mallory: Seller, refused: Refused
) -> None:
    api = alice.platform.api
    names = [mallory.id, "acct_unknown", "acct_" + "x" * 300, "../x", ""]
    answers = [refused(api.on(name).request("GET", "/v1/payouts"), 403) for name in names if name]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["code"] == "account_invalid"


def test_the_account_header_acts_for_that_account_alone(alice: Seller, bob: Seller) -> None:
    alice.api.post("/v1/charges", amount=700, currency="eur", source="tok_bypassPending")
    assert alice.api.get("/v1/balance")["available"][0]["amount"] == 700
    assert bob.api.get("/v1/balance")["available"][0]["amount"] == 0
    assert alice.api.get("/v1/account")["id"] == alice.id


def test_the_account_as_a_query_parameter_is_refused_not_ignored(
    alice: Seller, refused: Refused
) -> None:
    response = alice.platform.api.request("GET", "/v1/balance", stripe_account=alice.id)
    assert refused(response)["code"] == "parameter_unknown"


def test_a_closed_account_is_gone(alice: Seller, refused: Refused) -> None:
    closed = alice.platform.api.request("DELETE", f"/v1/accounts/{alice.id}")
    assert closed.json == {"id": alice.id, "object": "account", "deleted": True}
    refused(alice.api.request("GET", "/v1/balance"), 403)
    refused(alice.platform.api.request("GET", f"/v1/accounts/{alice.id}"), 404)
    assert alice.platform.api.get("/v1/accounts")["data"] == []


def test_only_the_platform_itself_opens_accounts_and_makes_transfers(
    alice: Seller, bob: Seller, refused: Refused
) -> None:
    refused(alice.api.request("POST", "/v1/accounts", type="express"))
    refused(alice.api.request("GET", "/v1/accounts"))
    fields = {"amount": 1, "currency": "eur", "destination": bob.id}
    refused(alice.api.request("POST", "/v1/transfers", **fields))
    refused(alice.api.request("GET", f"/v1/accounts/{bob.id}"), 404)
