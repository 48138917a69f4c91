"""Transfers and their reversals: what money may move, and under which address it is found."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Seller

Refused = Callable[..., dict[str, Any]]
PATH = "/v1/transfers"


def send(seller: Seller, amount: int = 500) -> Any:
    """A transfer from the seller's platform."""
    fields = {"amount": amount, "currency": "eur", "destination": seller.id}
    return seller.platform_api.post(PATH, **fields)


def charge(seller: Seller) -> str:
    """The platform's own charge of 9 euros, which settles five days later."""
    own = seller.platform_api.get("/v1/account")["id"]
    settings = {"payouts": {"schedule": {"delay_days": 5}}}
    seller.platform_api.post(f"/v1/accounts/{own}", settings=settings)
    made = seller.platform_api.post("/v1/charges", amount=900, currency="eur", source="tok_visa")
    return str(made["id"])


@pytest.mark.engine("sqlite")
def test_a_transfer_says_how_much(alice: Seller, refused: Refused) -> None:
    fields = {"currency": "eur", "destination": alice.id}
    error = refused(alice.platform_api.request("POST", PATH, **fields))
    assert (error["code"], error["param"]) == ("parameter_missing", "amount")
    assert alice.platform_api.get(PATH)["data"] == []


@pytest.mark.parametrize(("said", "moved"), [({}, 900), ({"amount": 400}, 400)])
def test_a_charges_transfer_is_all_of_it_or_a_part_and_settles_with_it(
    alice: Seller, said: dict[str, int], moved: int
) -> None:
    fields = {"currency": "eur", "destination": alice.id, "source_transaction": charge(alice)}
    expand = ["source_transaction.balance_transaction", "balance_transaction"]
    made = alice.platform_api.post(PATH, **fields, **said, expand=expand)
    source_line = made["source_transaction"]["balance_transaction"]
    assert made["amount"] == moved
    assert made["balance_transaction"]["available_on"] == source_line["available_on"]
    assert source_line["status"] == "pending"
    assert alice.api.get("/v1/balance")["pending"][0]["amount"] == moved


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("change", "param"), [({"amount": 901}, "amount"), ({"currency": "usd"}, "currency")]
)
def test_a_charges_transfer_is_never_more_or_other_than_the_charge(
    alice: Seller, refused: Refused, change: dict[str, Any], param: str
) -> None:
    fields = {"currency": "eur", "destination": alice.id, "source_transaction": charge(alice)}
    error = refused(alice.platform_api.request("POST", PATH, **fields | change))
    assert error["param"] == param
    assert alice.platform_api.get(PATH)["data"] == []
    assert alice.api.get("/v1/balance_transactions")["data"] == []


def test_a_reversal_is_found_under_its_own_transfer_alone(
    alice: Seller, bob: Seller, refused: Refused
) -> None:
    """F2: under another transfer it is exactly as unknown as an id that nobody has."""
    api, hers, his = alice.platform_api, send(alice)["id"], send(bob)["id"]
    back = api.post(f"{PATH}/{hers}/reversals", amount=200)
    noted = api.post(f"{PATH}/{hers}/reversals/{back['id']}", metadata={"why": "late"})
    assert api.get(f"{PATH}/{hers}/reversals/{back['id']}") == noted
    for method, fields in (("GET", {}), ("POST", {"metadata": {"why": "forged"}})):
        answers = [
            refused(api.request(method, f"{PATH}/{his}/reversals/{id_}", **fields), 404)
            for id_ in (back["id"], "trr_x")
        ]
        assert answers[0] == answers[1] | {"message": f"No such transfer reversal: '{back['id']}'"}
    assert noted["metadata"] == {"why": "late"}
    assert api.get(f"{PATH}/{hers}/reversals/{back['id']}") == noted
    assert api.get(f"{PATH}/{his}/reversals")["data"] == []
