"""Restricted keys do what they were made for, and are told by name what they lack."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Api, Platform, Seller
from webapp.accounts.permissions import MONEY, PRESETS, READS, WRITES, allows, granted
from webapp.api.endpoint import ENDPOINTS

Refused = Callable[..., dict[str, Any]]
Restricted = Callable[..., Api]
CHARGE = {"amount": 500, "currency": "eur", "source": "tok_bypassPending"}


@pytest.fixture
def restricted(acme: Platform, cli: Callable[..., str]) -> Restricted:
    """A key of Acme's that may do just this: `restricted("read")`."""

    def restricted(*what: str) -> Api:
        options = [part for name in what for part in ("--restricted", name)]
        key = cli("platform", "keys", "create", acme.id, "--test", *options).strip()
        assert key.startswith("rk_test_")
        return Api(acme.client, key)

    return restricted


def test_a_key_that_reads_writes_nothing(
    restricted: Restricted, alice: Seller, refused: Refused
) -> None:
    """F5: `read` shows all of a platform's objects and changes none."""
    alice.api.post("/v1/charges", **CHARGE)
    reader = restricted("read").on(alice.id)
    assert len(reader.get("/v1/charges")["data"]) == 1
    assert reader.get("/v1/balance")["available"][0]["amount"] == 500
    refused(reader.request("POST", "/v1/charges", **CHARGE), 403)
    refused(reader.request("POST", f"/v1/accounts/{alice.id}/login_links"), 403)
    refused(restricted("read").request("DELETE", f"/v1/accounts/{alice.id}"), 403)
    assert len(alice.api.get("/v1/charges")["data"]) == 1


def test_a_key_that_writes_money_knows_no_people(
    restricted: Restricted, alice: Seller, refused: Refused
) -> None:
    """F5: `ingest` moves money, reads what it wrote, and sees no account."""
    ingest = restricted("ingest").on(alice.id)
    charge = ingest.post("/v1/charges", **CHARGE)
    assert ingest.get(f"/v1/charges/{charge['id']}")["amount"] == 500
    for path in ("/v1/accounts", "/v1/account", f"/v1/accounts/{alice.id}", "/v1/balance"):
        refused(restricted("ingest").request("GET", path), 403)
    refused(ingest.request("POST", f"/v1/accounts/{alice.id}/login_links"), 403)


def test_a_key_for_links_makes_links_alone(
    restricted: Restricted, alice: Seller, refused: Refused
) -> None:
    """F5: `links` makes login links and can do nothing else."""
    links = restricted("links")
    assert "/login/" in links.post(f"/v1/accounts/{alice.id}/login_links")["url"]
    for method, path in (("GET", "/v1/accounts"), ("GET", "/v1/balance"), ("POST", "/v1/payouts")):
        refused(links.request(method, path), 403)


def test_the_refusal_names_the_permission_and_hides_the_key(
    restricted: Restricted, alice: Seller, refused: Refused
) -> None:
    """F5: who is refused reads what to ask for, in Stripe's words."""
    api = restricted("links")
    error = refused(api.on(alice.id).request("GET", "/v1/charges"), 403)
    assert error["type"] == "invalid_request_error"
    assert "Having the 'rak_charge_read' permission would allow" in error["message"]
    assert alice.id in error["message"]
    assert api.key not in error["message"]


def test_expanding_needs_to_read_what_it_shows(
    restricted: Restricted, alice: Seller, refused: Refused
) -> None:
    """F5: no other object slips out through `expand`, and nothing was done either."""
    line = {"expand": ["balance_transaction"]}
    api = restricted("charge_write").on(alice.id)
    error = refused(api.request("POST", "/v1/charges", **CHARGE, **line), 403)
    assert "rak_balance_transaction_read" in error["message"]
    assert alice.api.get("/v1/charges")["data"] == []
    both = restricted("charge_write,balance_transaction_read").on(alice.id)
    assert both.post("/v1/charges", **CHARGE, **line)["balance_transaction"]["amount"] == 500


def test_a_kept_answer_is_not_for_a_key_that_may_not_ask(
    restricted: Restricted, acme: Platform, alice: Seller
) -> None:
    """F5, G3: an Idempotency-Key replays nothing to a key without the permission."""
    sent: dict[str, Any] = {"data": CHARGE, "method": "POST"}
    headers = {"Idempotency-Key": "one", "Stripe-Account": alice.id}
    answers = [
        acme.client.open(
            "/v1/charges", headers=headers | {"Authorization": f"Bearer {key}"}, **sent
        )
        for key in (acme.test_key, restricted("read").key, restricted("ingest").key)
    ]
    assert [answer.status_code for answer in answers] == [200, 403, 200]
    assert answers[2].data == answers[0].data


@pytest.mark.engine("sqlite")
def test_the_description_names_each_permission(acme: Platform) -> None:
    """F5: OpenAPI says what a key needs for each operation."""
    paths = acme.api.get("/v1/openapi.json")["paths"]
    reads = {"basic": ["charge_read"]}, {"bearer": ["charge_read"]}
    assert paths["/v1/charges"]["get"]["security"] == [*reads]
    reversals = paths["/v1/transfers/{transfer_id}/reversals"]["post"]["security"]
    assert reversals == [{"basic": ["transfer_write"]}, {"bearer": ["transfer_write"]}]


def test_every_endpoint_needs_what_can_be_granted() -> None:
    """F5: no endpoint needs a permission that no key can get, and none is there for nothing."""
    assert {endpoint.permission for endpoint in ENDPOINTS} == {*READS, *WRITES}


def test_who_writes_may_read_and_no_preset_is_all() -> None:
    assert allows(None, "charge_write")
    assert allows("charge_write", "charge_read")
    assert not allows("charge_read", "charge_write")
    assert not allows("balance_transaction_read", "balance_read")
    assert set(PRESETS["read"]) == set(READS)
    assert granted(["ingest"]).split() == sorted(f"{kind}_write" for kind in MONEY)
    assert granted(["links", "charge_read"]) == "charge_read login_link_write"
