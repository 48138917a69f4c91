"""What is in a payout: every part is shown, and the parts add up to it."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, links_to

Sell = Callable[..., list[dict[str, Any]]]
PayOut = Callable[..., dict[str, Any]]
Cli = Callable[..., str]


def parts(page: str) -> list[str]:
    """The parts in the words of the page, the sum last."""
    made_of = page.split('class="made-of"')[1].split("</dl>")[0]
    return [" ".join(it.text.split()) for it in elements(made_of, "div")]


def automatic(seller: Seller) -> str:
    """The seller's latest payout."""
    return str(seller.api.get("/v1/payouts", limit=1)["data"][0]["id"])


def test_the_parts_add_up_to_the_payout(
    alices: FlaskClient, alice: Seller, sell: Sell, cli: Cli
) -> None:
    sell(alice, 12, until=int(time.time()))  # 1,000 to 1,011 less 10 each: €119.46
    line = {"type": "adjustment", "amount": -446, "currency": "eur"}
    alice.api.post("/v1/balance_transactions", **line, created=int(time.time()))
    cli("payouts", "run")
    id_ = automatic(alice)
    page = alices.get(f"/payouts/{id_}").text
    assert parts(page) == [
        "Payment × 12 €120.66 less €1.20 in fees +€119.46",
        "Adjustment × 1 −€4.46",
        "This payout€115.00",
    ]
    assert len(links_to(page, "/activity/txn_")) == 10
    (all_of_them,) = links_to(page, "/activity?payout=")
    assert all_of_them["href"] == f"/activity?payout={id_}"


@pytest.mark.engine("sqlite")
def test_one_by_hand_has_no_lines_of_its_own(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: PayOut, cli: Cli
) -> None:
    sell(alice, 3, until=int(time.time()))
    id_ = pay_out(alice, 500)["id"]
    assert "not single lines" in alices.get(f"/payouts/{id_}").text
    cli("payouts", "run")
    rest = parts(alices.get(f"/payouts/{automatic(alice)}").text)
    assert rest[-1] == "This payout€24.73"


@pytest.mark.engine("sqlite")
def test_what_a_customer_wrote_is_inert(
    alices: FlaskClient, alice: Seller, sell: Sell, cli: Cli
) -> None:
    evil = "<script>x</script>\u202e" + "W" * 5_000
    sell(alice, 1, until=int(time.time()), description=evil[:5_000])
    cli("payouts", "run")
    page = alices.get(f"/payouts/{automatic(alice)}").text
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
    assert "W" * 200 not in page
