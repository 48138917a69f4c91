"""The currency of a list: marked, named by amounts, and left where the seller wants all."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, lines, links_to
from tests.dashboard.test_filters import notes

pytestmark = pytest.mark.engine("sqlite")


@pytest.fixture
def two(alice: Seller, sell: Callable[..., list[dict[str, Any]]]) -> None:
    """Alice has sold for euros and for yen."""
    sell(alice, 4, until=int(time.time()) - 60)
    sell(alice, 3, until=int(time.time()) - 90, currency="jpy")


def chips(page: str) -> dict[str, str]:
    """The conditions over the list, each with the address without it."""
    found = [a for a in elements(page, "a") if "chip--on" in a.attributes.get("class", "")]
    return {a.text.replace("Take away", "").strip(): a["href"] for a in found}


def current(page: str) -> list[str]:
    """What the currency switch marks."""
    inside = [a for a in elements(page, "a") if a.attributes.get("class") == "switch__link"]
    return [a.text for a in inside if "aria-current" in a]


def test_an_amount_says_its_currency_and_is_taken_away_whole(
    alices: FlaskClient, two: None
) -> None:
    page = alices.get("/activity?min=10").text
    assert chips(page) == {"At least €10.00": "/activity"}
    assert current(page) == ["EUR"]
    assert any("Only amounts in EUR" in note for note in notes(page))
    assert links_to(page, "/activity?min=10&currency=jpy")
    page = alices.get("/activity?type=payments&currency=jpy&min=1").text
    assert chips(page) == {
        "Payments": "/activity?currency=jpy&min=1",
        "At least ¥1": "/activity?type=payments&currency=jpy",
    }
    assert current(page) == ["JPY"]
    assert not notes(page)
    (every,) = [a for a in elements(page, "a") if a.text.strip() == "All"]
    assert every["href"] == "/activity?type=payments"
    assert current(alices.get(every["href"]).text) == ["All"]


def test_who_has_one_currency_is_told_of_no_other(alices: FlaskClient, alice: Seller) -> None:
    page = alices.get("/activity?min=10").text
    assert chips(page) == {"At least €10.00": "/activity"}
    assert not notes(page)


def test_a_saved_view_marks_the_currency_that_it_lists(alices: FlaskClient, two: None) -> None:
    kept = alices.post("/views", data={"name": "Yen", "query": "currency=jpy"})
    page = alices.get(kept.location).text
    assert current(page) == ["JPY"]
    assert len(lines(page)) == 3
