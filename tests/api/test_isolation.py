"""Another's object does not exist: the answer is the one for an id that nobody has."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Api, Seller
from webapp.api.endpoint import ENDPOINTS

Refused = Callable[..., dict[str, Any]]

BODIES: dict[str, dict[str, Any]] = {
    "/accounts/<id_>/reset_phone": {"reason": "lost"},
    "/payouts/<id_>/mark": {"status": "paid"},
}
WITH_IDS = [e for e in ENDPOINTS if "<" in e.path]


@pytest.fixture
def mallorys(mallory: Seller) -> dict[str, str]:
    """Ids of objects that Mallory and her platform have, by the address they are found at."""
    api, own = mallory.platform.api, mallory.api
    given = {"amount": 100, "currency": "eur"}
    charge = own.post("/v1/charges", **given, source="tok_bypassPending")
    transfer = api.post("/v1/transfers", **given, destination=mallory.id)
    reversal = api.post(f"/v1/transfers/{transfer['id']}/reversals", amount=1)
    return {
        "accounts": mallory.id,
        "balance_transactions": charge["balance_transaction"],
        "charges": charge["id"],
        "payouts": own.post("/v1/payouts", amount=5, currency="eur")["id"],
        "refunds": own.post("/v1/refunds", charge=charge["id"], amount=1)["id"],
        "transfers": transfer["id"],
        "reversals": reversal["id"],
    }


def address(path: str, ids: dict[str, str]) -> str:
    place = path.split("/")[1]
    filled = path.replace("<transfer_id>", ids["transfers"])
    return "/v1" + filled.replace("<id_>", ids["reversals" if "reversals" in path else place])


@pytest.mark.engine("sqlite")
def test_every_object_of_another_is_as_unknown_as_none(
    alice: Seller, mallorys: dict[str, str], refused: Refused
) -> None:
    unknown = {place: id_[:-4] + "zzzz" for place, id_ in mallorys.items()}
    assert len(WITH_IDS) > 15
    for endpoint in WITH_IDS:
        for api in (alice.platform.api, alice.api):
            theirs, nobodys = (
                ask(api, endpoint.method, address(endpoint.path, ids), endpoint.path, refused)
                for ids in (mallorys, unknown)
            )
            for place, id_ in mallorys.items():
                theirs["message"] = theirs["message"].replace(id_, unknown[place])
            assert theirs == nobodys, endpoint.path


def ask(api: Api, method: str, url: str, path: str, refused: Refused) -> dict[str, Any]:
    return refused(api.request(method, url, **BODIES.get(path, {})), 404)


PARAMS = [
    ("/v1/transfers", "destination", "accounts"),
    ("/v1/charges", "on_behalf_of", "accounts"),
    ("/v1/charges", "transfer_data[destination]", "accounts"),
    ("/v1/refunds", "charge", "charges"),
    ("/v1/transfers", "source_transaction", "charges"),
]


@pytest.mark.engine("sqlite")
def test_an_id_of_another_in_a_parameter_is_unknown(
    alice: Seller, mallorys: dict[str, str], refused: Refused
) -> None:
    for path, param, place in PARAMS:
        given: dict[str, Any] = {"amount": 5, "currency": "eur"}
        if path == "/v1/transfers":
            given["destination"] = alice.id
        if path == "/v1/refunds":
            given.pop("currency")
        answers = [
            refused(alice.platform.api.request("POST", path, **given | {param: id_}))
            for id_ in (mallorys[place], "x_unknown")
        ]
        assert [(a["code"], a["param"]) for a in answers] == [("resource_missing", param)] * 2


def test_a_sellers_objects_are_hidden_from_the_next_seller(
    alice: Seller, bob: Seller, refused: Refused
) -> None:
    charge = alice.api.post("/v1/charges", amount=5, currency="eur")
    for path in (
        f"/v1/charges/{charge['id']}",
        f"/v1/balance_transactions/{charge['balance_transaction']}",
    ):
        assert alice.api.get(path)["amount"] == 5
        for api in (bob.api, alice.platform.api):
            refused(api.request("GET", path), 404)


def test_expanding_reaches_no_stranger(alice: Seller, mallorys: dict[str, str]) -> None:
    line = {"type": "charge", "amount": 5, "currency": "eur", "source": mallorys["charges"]}
    made = alice.api.post("/v1/balance_transactions", **line, expand=["source"])
    assert made["source"] == mallorys["charges"]
