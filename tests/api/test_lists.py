"""Lists: newest first, walked by cursors both ways, and filtered as Stripe's are."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Seller
from webapp import clock

Refused = Callable[..., dict[str, Any]]
BASE = 1_700_000_000


@pytest.fixture
def written(alice: Seller) -> list[str]:
    """The ids of thirty lines of Alice's, newest first; many fall into one second."""
    lines = [
        {
            "type": "charge" if n % 3 else "refund",
            "amount": n + 1,
            "currency": "eur" if n % 2 else "jpy",
            "created": BASE + n // 10,
            "source": f"ch_{n}",
        }
        for n in range(30)
    ]
    alice.api.post("/v1/balance_transactions", lines=lines)
    found = alice.api.get("/v1/balance_transactions", limit=100)
    assert found["has_more"] is False
    return [line["id"] for line in found["data"]]


def test_a_list_is_newest_first(alice: Seller, written: list[str]) -> None:
    data = alice.api.get("/v1/balance_transactions", limit=100)["data"]
    places = [(line["created"], line["id"]) for line in data]
    assert places == sorted(places, reverse=True)
    assert len(places) == 30


@pytest.mark.parametrize("limit", [1, 7, 10, 30])
def test_cursors_walk_every_line_once_in_both_directions(
    alice: Seller, written: list[str], limit: int
) -> None:
    path = "/v1/balance_transactions"
    seen: list[str] = []
    page = alice.api.get(path, limit=limit)
    while True:
        assert page["object"] == "list"
        assert page["url"] == path
        seen += [line["id"] for line in page["data"]]
        if not page["has_more"]:
            break
        page = alice.api.get(path, limit=limit, starting_after=seen[-1])
    assert seen == written
    back = alice.api.get(path, limit=limit, ending_before=seen[-1])
    while back["has_more"]:
        first = back["data"][0]["id"]
        assert [line["id"] for line in back["data"]][-1] == seen[seen.index(first) + limit - 1]
        back = alice.api.get(path, limit=limit, ending_before=first)
    assert back["data"][0]["id"] == written[0]


def test_ten_items_are_a_page_unless_told_otherwise(alice: Seller, written: list[str]) -> None:
    assert len(alice.api.get("/v1/balance_transactions")["data"]) == 10


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"currency": "jpy"}, 15),
        ({"currency": "EUR"}, 15),
        ({"type": "refund"}, 10),
        ({"type": "nobody_knows"}, 0),
        ({"source": "ch_7"}, 1),
        ({"payout": "po_1"}, 0),
        ({"created": BASE}, 10),
        ({"created": {"gt": BASE}}, 20),
        ({"created": {"gte": BASE + 1, "lt": BASE + 2}}, 10),
        ({"created": {"lte": BASE}}, 10),
        ({"created": {"gt": BASE + 9}}, 0),
        ({"created": {"gt": ""}}, 30),
        ({"created": {"gt": BASE}, "currency": "jpy", "type": "refund"}, 3),
    ],
)
def test_filters_keep_what_fits(
    alice: Seller, written: list[str], filters: dict[str, Any], count: int
) -> None:
    found = alice.api.get("/v1/balance_transactions", limit=100, **filters)
    assert len(found["data"]) == count


def test_a_filtered_list_is_walked_by_cursors_too(alice: Seller, written: list[str]) -> None:
    seen: list[str] = []
    page = alice.api.get("/v1/balance_transactions", currency="jpy", limit=4)
    while True:
        seen += [line["id"] for line in page["data"]]
        if not page["has_more"]:
            break
        page = alice.api.get(
            "/v1/balance_transactions", currency="jpy", limit=4, starting_after=seen[-1]
        )
    assert len(seen) == len(set(seen)) == 15


@pytest.mark.parametrize(
    "filters", [{"created": "yesterday"}, {"created": {"after": 1}}, {"currency": "zzz"}]
)
def test_a_filter_that_makes_no_sense_is_refused(
    alice: Seller, refused: Refused, filters: dict[str, Any]
) -> None:
    refused(alice.api.request("GET", "/v1/balance_transactions", **filters))


@pytest.mark.parametrize("cursor", ["starting_after", "ending_before"])
@pytest.mark.parametrize("path", ["/v1/balance_transactions", "/v1/charges"])
def test_a_foreign_cursor_is_as_unknown_as_none(
    alice: Seller, bob: Seller, refused: Refused, path: str, cursor: str
) -> None:
    theirs = bob.api.post("/v1/charges", amount=5, currency="eur")
    id_ = theirs["id"] if path.endswith("charges") else theirs["balance_transaction"]
    answers = [refused(alice.api.request("GET", path, **{cursor: c})) for c in (id_, "x_1")]
    assert [(a["code"], a["param"]) for a in answers] == [("resource_missing", cursor)] * 2


def test_a_page_lies_in_one_direction(alice: Seller, refused: Refused) -> None:
    for path in ("/v1/balance_transactions", "/v1/payouts"):
        refused(alice.api.request("GET", path, starting_after="a", ending_before="b"))


def test_payouts_are_found_by_what_they_are(alice: Seller, fund: Callable[..., None]) -> None:
    fund(alice, 500)
    path = "/v1/payouts"
    paid, pending = [alice.api.post(path, amount=n, currency="eur") for n in (1, 2)]
    alice.api.post(f"{path}/{paid['id']}/mark", status="paid")
    assert [p["id"] for p in alice.api.get(path, status="paid")["data"]] == [paid["id"]]
    found = alice.api.get(path, arrival_date=pending["arrival_date"])["data"]
    assert pending["id"] in {payout["id"] for payout in found}
    assert len(alice.api.get(path, arrival_date={"lte": pending["arrival_date"]})["data"]) == 2
    assert alice.api.get(path, arrival_date={"lt": clock.now() - clock.DAY})["data"] == []
    assert alice.api.get(path, destination="ba_1")["data"] == []


def test_payouts_are_found_by_their_bank_account(
    open_seller: Callable[..., Seller], fund: Callable[..., None]
) -> None:
    carla = open_seller("carla", external_account="btok_us_verified")
    fund(carla, 500)
    made = carla.api.post("/v1/payouts", amount=1, currency="eur")
    found = carla.api.get("/v1/payouts", destination=made["destination"])
    assert [payout["id"] for payout in found["data"]] == [made["id"]]


def test_transfers_are_found_by_seller_and_group(alice: Seller, bob: Seller) -> None:
    api, path = alice.platform.api, "/v1/transfers"
    for seller, group in ((alice, "one"), (bob, "one"), (bob, "two")):
        api.post(path, amount=5, currency="eur", destination=seller.id, transfer_group=group)
    assert len(api.get(path, destination=bob.id)["data"]) == 2
    assert len(api.get(path, transfer_group="one")["data"]) == 2
    assert len(api.get(path, transfer_group="one", destination=bob.id)["data"]) == 1


def test_charges_and_refunds_are_found_by_what_they_belong_to(alice: Seller) -> None:
    given = {"amount": 5, "currency": "eur"}
    one = alice.api.post("/v1/charges", **given, customer="cus_1", transfer_group="g")
    alice.api.post("/v1/charges", **given)
    alice.api.post("/v1/refunds", charge=one["id"])
    for filters in ({"customer": "cus_1"}, {"transfer_group": "g"}):
        found = alice.api.get("/v1/charges", **filters)["data"]
        assert [charge["id"] for charge in found] == [one["id"]]
    assert len(alice.api.get("/v1/refunds", charge=one["id"])["data"]) == 1
    assert alice.api.get("/v1/refunds", charge="ch_1")["data"] == []


def test_accounts_are_listed_without_the_platforms_own(alice: Seller, bob: Seller) -> None:
    api = alice.platform.api
    assert {found["id"] for found in api.get("/v1/accounts")["data"]} == {alice.id, bob.id}
    assert api.get("/v1/accounts", created={"gt": clock.now() + 60})["data"] == []
