"""The payout schedule in the seller's own hands, if her platform puts it there."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Platform, Seller
from tests.dashboard.elements import elements
from tests.noted import noted
from tests.outbox import Outbox

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Cli = Callable[..., str]


@pytest.fixture
def acme(make_platform: Callable[..., Platform], cli: Cli) -> Platform:
    acme = make_platform("Acme")
    cli("platform", "controls", acme.id, "--allow", "schedule")
    return acme


def schedule(seller: Seller) -> dict[str, Any]:
    account = seller.platform_api.get(f"/v1/accounts/{seller.id}")
    return dict(account["settings"]["payouts"]["schedule"])


@pytest.mark.parametrize(
    ("sent", "found", "says"),
    [
        (
            {"interval": "weekly", "weekly": ["friday", "tuesday"]},
            {"interval": "weekly", "weekly_payout_days": ["tuesday", "friday"]},
            "every week on Tuesday and Friday",
        ),
        (
            {"interval": "monthly", "monthly": "31"},
            {"interval": "monthly", "monthly_anchor": 31},
            "each month on day 31",
        ),
        ({"interval": "daily", "weekly": ["monday"]}, {"interval": "daily"}, "every day"),
    ],
)
def test_a_seller_chooses_when_she_is_paid(
    sign_in: SignIn,
    alice: Seller,
    cli: Cli,
    outbox: Outbox,
    sent: dict[str, Any],
    found: dict[str, Any],
    says: str,
) -> None:
    browser = sign_in(alice)
    answer = browser.post("/payout-schedule", data=sent)
    assert (answer.status_code, answer.location) == (303, "/payouts")
    assert found.items() <= schedule(alice).items()
    assert says in browser.get("/payouts").text
    (row,) = noted(cli, "payout_schedule.changed", account_id=alice.id)
    assert row["actor"] == "seller"
    assert "When you are paid out was changed" in outbox.to(alice.email)[-1].body
    page = browser.get("/payout-schedule").text
    chosen = [it["value"] for it in elements(page, "input") if "checked" in it.attributes]
    assert chosen[0] == sent["interval"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"interval": "hourly"},
        {"interval": "manual"},  # she may not pay out by herself, so nobody would
        {"interval": "weekly"},
        {"interval": "weekly", "weekly": ["sunday", "x"]},
        {"interval": "monthly"},
        {"interval": "monthly", "monthly": "32"},
        {"interval": "monthly", "monthly": "-1"},
        {"interval": "monthly", "monthly": "²"},
    ],
)
def test_what_is_no_schedule_changes_none(
    sign_in: SignIn, alice: Seller, sent: dict[str, Any]
) -> None:
    before = schedule(alice)
    answer = sign_in(alice).post("/payout-schedule", data=sent)
    assert answer.status_code == 422
    assert "Choose how often" in answer.text
    assert schedule(alice) == before


def test_by_hand_alone_is_for_who_may_pay_out(
    sign_in: SignIn, alice: Seller, acme: Platform, cli: Cli
) -> None:
    cli("platform", "controls", acme.id, "--allow", "schedule", "--allow", "pay_out")
    browser = sign_in(alice)
    assert browser.post("/payout-schedule", data={"interval": "manual"}).status_code == 303
    assert schedule(alice)["interval"] == "manual"
    assert "you decide when money goes to your bank" in browser.get("/").text
