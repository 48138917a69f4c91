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
