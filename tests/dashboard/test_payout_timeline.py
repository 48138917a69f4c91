"""A payout's way, step by step: what is known to the second, what is expected, what went wrong."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.dashboard.elements import elements

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
PayOut = Callable[..., dict[str, Any]]
FRIDAY = datetime(2031, 3, 7, 9, tzinfo=UTC)


@pytest.fixture
def payout(
    alice: Seller, sell: Sell, pay_out: PayOut, time_machine: TimeMachineFixture
) -> dict[str, Any]:
    """€5.00 on their way since a Friday."""
    time_machine.move_to(FRIDAY, tick=False)
    sell(alice, 3, until=int(time.time()))
    return pay_out(alice, 500)


def steps(browser: FlaskClient, payout: dict[str, Any]) -> list[tuple[str, str]]:
    """Each step's name and its moment, as machines read it."""
    page = browser.get(f"/payouts/{payout['id']}").text
    way = page.split('class="way-points"')[1].split("</ol>")[0]
    names = [it.text for it in elements(way, "p") if "way-point__name" in it["class"]]
    return list(zip(names, [it["datetime"] for it in elements(way, "time")], strict=True))


def mark(seller: Seller, payout: dict[str, Any], status: str) -> None:
    seller.api.post(f"/v1/payouts/{payout['id']}/mark", status=status)


def test_the_way_to_the_bank(
    sign_in: SignIn, alice: Seller, payout: dict[str, Any], time_machine: TimeMachineFixture
) -> None:
    browser = sign_in(alice)
    made = ("Made", "2031-03-07T09:00:00Z")
    assert steps(browser, payout) == [
        made, ("Leaves for your bank", "2031-03-07"), ("Expected in your bank", "2031-03-11"),
    ]  # fmt: skip
    time_machine.shift(60)
    mark(alice, payout, "in_transit")
    sent = ("Sent to your bank", "2031-03-07T09:01:00Z")
    assert steps(browser, payout) == [made, sent, ("Expected in your bank", "2031-03-11")]
    time_machine.shift(60)
    mark(alice, payout, "paid")
    assert steps(browser, payout) == [made, sent, ("In your bank", "2031-03-07")]
    time_machine.shift(60)
    mark(alice, payout, "failed")
    assert steps(browser, payout) == [
        made, sent, ("Reported as arrived", "2031-03-07T09:02:00Z"),
        ("Came back", "2031-03-07T09:03:00Z"),
    ]  # fmt: skip


def test_one_that_was_called_back(sign_in: SignIn, alice: Seller, payout: dict[str, Any]) -> None:
    alice.api.post(f"/v1/payouts/{payout['id']}/cancel")
    names = [name for name, _ in steps(sign_in(alice), payout)]
    assert names == ["Made", "Called back"]


def test_one_made_at_the_weekend_leaves_on_monday(
    sign_in: SignIn,
    alice: Seller,
    payout: dict[str, Any],
    pay_out: PayOut,
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.shift(24 * 3_600)
    later = pay_out(alice, 100)
    assert steps(sign_in(alice), later)[1:] == [
        ("Leaves for your bank", "2031-03-10"), ("Expected in your bank", "2031-03-11"),
    ]  # fmt: skip


def test_the_receipt_names_who_was_paid(
    sign_in: SignIn, alice: Seller, payout: dict[str, Any]
) -> None:
    page = sign_in(alice).get(f"/payouts/{payout['id']}").text
    receipt = page.split("<dl")[1].split("</dl>")[0]
    assert "Alice Example" in receipt
    assert payout["id"] in receipt
    assert "data-print" in page
