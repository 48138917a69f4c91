"""How long the session lasts: the server says it, and asking in the background changes nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.dashboard.elements import elements
from tests.settings.conftest import NewBrowser

MINUTE, HOUR = 60, 3_600
BY_ITSELF = {"X-Background": "1", "HX-Request": "true"}


@pytest.fixture
def alices(browse: NewBrowser, alice: Seller, time_machine: TimeMachineFixture) -> FlaskClient:
    """Alice, who just came in."""
    time_machine.move_to(datetime(2031, 3, 4, 9, 30, tzinfo=UTC), tick=False)
    return browse(alice)


def lasts(browser: FlaskClient, **headers: str) -> Any:
    answer = browser.get("/settings/session", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.json


def test_asking_by_itself_puts_nothing_off_and_asking_does(
    alices: FlaskClient, time_machine: TimeMachineFixture
) -> None:
    """D3, D4: fourteen minutes on there is one left; *stay signed in* makes them fifteen again."""
    time_machine.shift(14 * MINUTE)
    for _ in range(2):
        assert lasts(alices, **BY_ITSELF) == {"ends_in": MINUTE, "is_final": False}
    assert lasts(alices) == {"ends_in": 15 * MINUTE, "is_final": False}
    time_machine.shift(15 * MINUTE)
    over = alices.get("/settings/session", headers=BY_ITSELF)
    assert (over.status_code, over.headers["HX-Redirect"]) == (401, "/signin")


def test_twelve_hours_are_final(alices: FlaskClient, time_machine: TimeMachineFixture) -> None:
    """D3: before the absolute end the page says that nothing puts it off."""
    for _ in range(12 * 6 - 1):
        time_machine.shift(10 * MINUTE)
        lasts(alices)
    time_machine.shift(9 * MINUTE)
    assert lasts(alices) == {"ends_in": MINUTE, "is_final": True}


@pytest.mark.engine("sqlite")
def test_every_page_knows_its_end(alices: FlaskClient, client: FlaskClient) -> None:
    """D3: the warning is on each page of the signed-in seller, and on no other.

    It names what is sure, a minute less than what may be: pages do not change by the second.
    """
    for path in ("/", "/payouts", "/settings", "/nothing"):
        (notice,) = elements(alices.get(path).text, "div", id="session")
        assert notice["data-lasts"] == str(14 * MINUTE)
        assert "hidden" in notice
    assert not elements(client.get("/signin").text, "div", id="session")
