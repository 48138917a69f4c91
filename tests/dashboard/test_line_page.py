"""A line's own page tells all of it: what was kept of it, where it goes, and what took it back."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.conftest import run
from tests.dashboard.elements import elements, lines, links_to
from webapp.clock import DAY

sqlite_only = pytest.mark.engine("sqlite")
Sell = Callable[..., list[dict[str, Any]]]


def facts(page: str) -> dict[str, str]:
    """The page's list of facts."""
    names, values = elements(page, "dt"), elements(page, "dd")
    pairs = zip(names, values, strict=True)
    return {name.text.strip(): " ".join(value.text.split()) for name, value in pairs}


def steps(page: str) -> list[str]:
    """The line's way, step by step."""
    return [p.text for p in elements(page, "p", **{"class": "way-point__name"})]


def test_a_payment_and_its_refund_lead_to_each_other(alices: FlaskClient, alice: Seller) -> None:
    said = {"description": "Order 7", "metadata": {"order_id": "K-77", "margin": "secret"}}
    charge = alice.api.post("/v1/charges", amount=4_200, currency="eur", source="tok_1", **said)
    refund = alice.api.post("/v1/refunds", charge=charge["id"], amount=700)
    paid, back = charge["balance_transaction"], refund["balance_transaction"]
    page = alices.get(f"/activity/{paid}").text
    assert facts(page)["Order id"] == "K-77"
    assert "secret" not in page
    assert facts(page)["Taken back by"] == "Refund −€7.00"
    assert links_to(page, f"/activity/{back}")
    other = alices.get(f"/activity/{back}").text
    assert facts(other)["Takes back"] == "Payment +€42.00"
    assert links_to(other, f"/activity/{paid}")


def back(page: str) -> tuple[str, str]:
    """Where the way back leads, and what it says."""
    (link,) = elements(page, "a", **{"class": "back"})
    return link["href"], link.text.strip()


@sqlite_only
def test_a_line_leads_back_to_the_list_it_was_found_in(alices: FlaskClient, alice: Seller) -> None:
    said = {"description": '"Jam" & <more>'}
    charge = alice.api.post("/v1/charges", amount=4_200, currency="eur", source="tok_1", **said)
    alice.api.post("/v1/refunds", charge=charge["id"], amount=700)
    path = f"/activity/{charge['balance_transaction']}"
    assert links_to(alices.get("/activity").text, path)[0]["href"] == path
    assert back(alices.get(path).text) == ("/activity", "All activity")
    found = "/activity?type=payments&min=10&q=%22jam%22+%26"
    (link,) = links_to(alices.get(found).text, "/activity/")
    assert link.text == said["description"]
    page = alices.get(link["href"]).text
    assert back(page) == ("/activity?type=payments&min=10&q=%22jam%22+%26", "Back to the list")
    assert lines(alices.get(back(page)[0]).text)[0]["href"] == link["href"]
    (refund,) = [a for a in lines(page) if a["href"] != link["href"]]
    assert back(alices.get(refund["href"]).text) == back(page)


@sqlite_only
def test_the_way_back_leads_nowhere_but_to_a_list(alices: FlaskClient, alice: Seller) -> None:
    charge = alice.api.post("/v1/charges", amount=4_200, currency="eur", source="tok_1")
    path = f"/activity/{charge['balance_transaction']}"
    for query in (
        "next=//evil.example",
        "url=https://evil.example",
        "type=//evil.example",
        "q=%0d",
    ):
        assert back(alices.get(f"{path}?{query}").text) == ("/activity", "All activity")
    assert back(alices.get(f"{path}?q=//evil.example").text)[0].startswith("/activity?q=%2F%2F")


@sqlite_only
def test_a_pending_line_says_why_and_until_when(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    (line,) = sell(alice, 1, until=int(time.time()) - 60, available_on=1_990_000_000, fee=30)
    page = alices.get(f"/activity/{line['id']}").text
    assert "Why pending?" in page
    assert "Sun, Jan 23" in page or "2033" in page
    assert facts(page)["Fee to Acme"] == "−€0.30"
    assert steps(page) == ["Recorded", "Becomes available", "Goes with a coming payout"]


@sqlite_only
def test_a_line_tells_its_payout_and_when_the_bank_has_it(
    app: Flask,
    sign_in: Callable[[Seller], FlaskClient],
    alice: Seller,
    sell: Sell,
    time_machine: TimeMachineFixture,
) -> None:
    noon = datetime(2031, 5, 6, 12, tzinfo=UTC)
    time_machine.move_to(noon, tick=False)
    (line,) = sell(alice, 1, until=int(noon.timestamp()) - 9 * DAY)
    run(app, "payouts", "run")
    browser = sign_in(alice)
    payout = alice.api.get("/v1/payouts")["data"][0]
    page = browser.get(f"/activity/{line['id']}").text
    assert links_to(page, f"/payouts/{payout['id']}")
    before = ["Recorded", "Part of a payout"]
    assert steps(page) == [*before, "Leaves for your bank", "Expected in your bank"]
    alice.api.post(f"/v1/payouts/{payout['id']}/mark", status="paid")
    assert steps(browser.get(f"/activity/{line['id']}").text)[-1] == "In your bank"
    own = browser.get(f"/activity/{payout['balance_transaction']}").text
    assert links_to(own, f"/payouts/{payout['id']}")


@sqlite_only
def test_a_payouts_own_line_says_no_more_than_the_payouts_page(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: Callable[..., Any]
) -> None:
    sell(alice, 1, until=int(time.time()) - 60)
    payout = pay_out(alice, 500)
    line, page = f"/activity/{payout['balance_transaction']}", f"/payouts/{payout['id']}"
    feed = elements(alices.get("/activity").text, "a", href=line)
    assert [link.text for link in feed] == ["Payout to your bank"]
    assert steps(alices.get(line).text) == ["Made", "Leaves for your bank", "Expected in your bank"]
    for status in ("in_transit", "failed"):
        alice.api.post(f"/v1/payouts/{payout['id']}/mark", status=status)
        assert steps(alices.get(line).text) == steps(alices.get(page).text)
    back = alice.api.get(f"/v1/payouts/{payout['id']}")["failure_balance_transaction"]
    assert steps(alices.get(f"/activity/{back}").text)[-1] == "Came back"


@sqlite_only
def test_a_payout_that_came_back_leads_to_the_line_that_brought_it(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: Callable[..., Any]
) -> None:
    sell(alice, 1, until=int(time.time()) - 60)
    payout = pay_out(alice, 500)
    failed = alice.api.post(f"/v1/payouts/{payout['id']}/mark", status="failed")
    out, back = payout["balance_transaction"], failed["failure_balance_transaction"]
    assert facts(alices.get(f"/activity/{out}").text)["Taken back by"] == "Failed payout +€5.00"
    assert facts(alices.get(f"/activity/{back}").text)["Takes back"] == "Payout −€5.00"
