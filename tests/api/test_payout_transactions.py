"""The lines of a payout, as the API lists them: an automatic one's, to the unit."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from tests.cast import Seller
from webapp import clock
from webapp.ledger.automatic_payouts import due

Refused = Callable[..., dict[str, Any]]
PATH = "/v1/balance_transactions"
NOON = 1_773_144_000  # a Tuesday


@pytest.fixture
def day() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def sell(seller: Seller, *amounts: int, **fields: Any) -> list[str]:
    """The ids of lines that Alice's platform writes."""
    lines = [{"type": "charge", "amount": n, "currency": "eur", **fields} for n in amounts]
    return [line["id"] for line in seller.api.post(PATH, lines=lines)["data"]]


def pay_what_is_due() -> list[str]:
    return [payout.id for payout in due.run(clock.now())]


def test_an_automatic_payout_lists_the_lines_that_it_is_made_of(
    day: time_machine.Traveller, alice: Seller
) -> None:
    first = sell(alice, 100, 200, 300)
    (payout,) = pay_what_is_due()
    day.shift(clock.DAY)
    later = sell(alice, 7)
    (after,) = pay_what_is_due()
    for id_, ids, amount in ((payout, first, 600), (after, later, 7)):
        found = alice.api.get(PATH, payout=id_)["data"]
        own = alice.api.get(f"/v1/payouts/{id_}")["balance_transaction"]
        assert {line["id"] for line in found} == {*ids, own}
        assert sum(line["net"] for line in found if line["id"] != own) == amount
        assert sum(line["net"] for line in found) == 0


def test_its_pages_go_on_and_back_and_take_other_filters(
    day: time_machine.Traveller, alice: Seller
) -> None:
    sell(alice, *range(1, 31))
    sell(alice, 5, type="adjustment")
    (payout,) = pay_what_is_due()
    seen: list[str] = []
    page = alice.api.get(PATH, payout=payout, limit=7)
    while page["has_more"]:
        seen += [line["id"] for line in page["data"]]
        page = alice.api.get(PATH, payout=payout, limit=7, starting_after=seen[-1])
    seen += [line["id"] for line in page["data"]]
    assert len(seen) == len(set(seen)) == 32
    back = alice.api.get(PATH, payout=payout, limit=7, ending_before=seen[14])
    assert [line["id"] for line in back["data"]] == seen[7:14]
    assert len(alice.api.get(PATH, payout=payout, type="adjustment")["data"]) == 1
    assert alice.api.get(PATH, payout=payout, currency="jpy")["data"] == []


def test_a_payout_by_hand_has_no_lines_of_its_own(
    day: time_machine.Traveller, alice: Seller, refused: Refused
) -> None:
    sell(alice, 100)
    made = alice.api.post("/v1/payouts", amount=60, currency="eur")
    error = refused(alice.api.request("GET", PATH, payout=made["id"]))
    assert error["param"] == "payout"
    assert "Only an automatic payout is made of lines" in error["message"]
    assert made["reconciliation_status"] == "not_applicable"


def test_anothers_payout_has_no_lines_here(
    day: time_machine.Traveller, alice: Seller, bob: Seller
) -> None:
    sell(alice, 100)
    (payout,) = pay_what_is_due()
    assert bob.api.get(PATH, payout=payout)["data"] == []
