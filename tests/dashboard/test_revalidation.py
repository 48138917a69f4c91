"""What has not changed is answered 304; what has never is."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.dashboard.elements import lines
from tests.dashboard.panels import HTMX

sqlite_only = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
# What a page that stands open sends when it asks for itself.
ROWS = {"HX-Request-Type": "partial"}
LOOK = HTMX | {"HX-Request-Type": "full", "X-Background": "1"}


@sqlite_only
def test_a_pending_line_says_until_when_and_becomes_available_by_itself(
    sign_in: SignIn, alice: Seller, sell: Sell, time_machine: TimeMachineFixture
) -> None:
    noon = datetime(2031, 5, 6, 12, tzinfo=UTC)
    time_machine.move_to(noon, tick=False)
    browser, now = sign_in(alice), int(noon.timestamp())
    sell(alice, 1, until=now, available_on=now + 600)
    tags = []
    for headers in ({}, HTMX):
        page = browser.get("/activity", headers=headers)
        assert "Pending until" in page.text
        assert "2031-05-06" in page.text
        tags.append(page.headers.get("ETag", ""))
    unchanged = HTMX | {"If-None-Match": tags[-1]}
    time_machine.shift(599)
    assert browser.get("/activity", headers=unchanged).status_code == 304
    time_machine.shift(1)
    matured = browser.get("/activity", headers=unchanged)
    assert matured.status_code == 200
    assert "Pending until" not in matured.text


@sqlite_only
def test_what_changed_is_never_called_unchanged(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    def look(etag: str = "") -> Any:
        return alices.get("/activity", headers=HTMX | {"If-None-Match": etag})

    (line,) = sell(alice, 1, until=1_770_000_000, description="before")
    first = look()
    assert look(first.headers["ETag"]).status_code == 304
    sell(alice, 1, until=1_770_000_001)
    second = look(first.headers["ETag"])
    assert second.status_code == 200
    assert len(lines(second.text)) == 2
    charge = alice.api.post("/v1/charges", amount=500, currency="eur", source="tok_visa")
    assert look(second.headers["ETag"]).status_code == 200
    third = look()
    alice.api.post(f"/v1/charges/{charge['id']}", description="after all")
    fourth = look(third.headers["ETag"])
    assert fourth.status_code == 200
    assert "after all" in fourth.text


@sqlite_only
def test_one_browser_s_tag_is_no_other_s(
    sign_in: SignIn, alices: FlaskClient, alice: Seller, bob: Seller, sell: Sell
) -> None:
    sell(alice, 1, until=1_770_000_000)
    sell(bob, 1, until=1_770_000_000)
    tag = alices.get("/activity", headers=HTMX).headers["ETag"]
    assert sign_in(bob).get("/activity", headers=HTMX | {"If-None-Match": tag}).status_code == 200


@sqlite_only
@pytest.mark.parametrize("address", ["/", "/?range=7d", "/activity", "/earnings", "/payouts"])
def test_an_open_page_asks_for_itself_and_is_told_when_nothing_has_changed(
    alices: FlaskClient, alice: Seller, sell: Sell, address: str
) -> None:
    """The whole page, so that all its panels are of one moment."""
    sell(alice, 1, until=1_770_000_000, description="before")
    first = alices.get(address, headers=LOOK)
    assert "<html" in first.text
    unchanged = LOOK | {"If-None-Match": first.headers["ETag"]}
    assert alices.get(address, headers=unchanged).status_code == 304
    assert alices.get(address, headers=HTMX | unchanged | ROWS).status_code == 200
    sell(alice, 1, until=1_770_000_001, description="after")
    second = alices.get(address, headers=unchanged)
    assert second.status_code == 200
    assert second.headers["ETag"] != first.headers["ETag"]


@sqlite_only
def test_a_page_that_stands_open_moves_on_with_time(
    sign_in: SignIn, alice: Seller, sell: Sell, time_machine: TimeMachineFixture
) -> None:
    begun = datetime(2031, 5, 6, 12, 5, tzinfo=UTC)
    time_machine.move_to(begun, tick=False)
    browser, now = sign_in(alice), int(begun.timestamp())
    sell(alice, 1, until=now, available_on=now + 200)
    unchanged = LOOK | {"If-None-Match": browser.get("/", headers=LOOK).headers["ETag"]}
    time_machine.shift(199)
    assert browser.get("/", headers=unchanged).status_code == 304
    time_machine.shift(1)
    matured = browser.get("/", headers=unchanged)
    assert matured.status_code == 200
    unchanged = LOOK | {"If-None-Match": matured.headers["ETag"]}
    time_machine.shift(399)
    assert browser.get("/", headers=unchanged).status_code == 304
    time_machine.shift(1)
    assert browser.get("/", headers=unchanged).status_code == 200


@sqlite_only
def test_an_open_payout_is_told_how_it_stands(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    sell(alice, 3, until=1_770_000_000)
    payout = alice.api.post("/v1/payouts", amount=100, currency="eur")
    address = f"/payouts/{payout['id']}"
    first = alices.get(address, headers=LOOK)
    unchanged = LOOK | {"If-None-Match": first.headers["ETag"]}
    assert alices.get(address, headers=unchanged).status_code == 304
    alice.api.post(f"/v1/payouts/{payout['id']}/mark", status="paid")
    assert "Paid" in alices.get(address, headers=unchanged).text


@sqlite_only
def test_a_page_that_a_person_opens_has_no_tag(alices: FlaskClient) -> None:
    for address in ("/", "/activity"):
        assert "ETag" not in alices.get(address).headers
    assert "ETag" not in alices.get("/settings", headers=LOOK).headers
