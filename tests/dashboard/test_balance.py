"""The balance explained: every figure leads to its list, and says when it becomes available."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import Element, elements
from webapp.clock import DAY

sqlite_only = pytest.mark.engine("sqlite")
Sell = Callable[..., list[dict[str, Any]]]


def figures(page: str) -> dict[str, str]:
    """Each figure of the page and the list that it leads to."""
    found = [a for a in elements(page, "a") if "figure" in a.attributes.get("class", "")]
    return {a["href"]: a.text.strip() for a in found}


def days(page: str) -> list[Element]:
    """The days on which something becomes available, as the page tells them."""
    return [li for li in elements(page, "li") if "balance__day" in li.attributes.get("class", "")]


def test_every_figure_leads_to_the_list_that_adds_up_to_it(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: Callable[..., Any]
) -> None:
    now = int(time.time())
    sell(alice, 3, until=now, available_on=now)
    sell(alice, 2, until=now, available_on=now + 2 * DAY)
    pay_out(alice, 500)
    found = figures(alices.get("/").text)
    assert found["/activity?status=available&currency=eur"] == "€24.73"
    assert found["/activity?status=pending&currency=eur"] == "€19.81"
    assert found["/payouts?status=on_the_way&currency=eur"] == "€5.00"
    for path, amount in found.items():
        assert amount in alices.get(path).text


def test_pending_money_says_on_which_days_it_becomes_available(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    noon = int(time.time()) // DAY * DAY + DAY // 2
    for n in (1, 2, 2):
        sell(alice, 1, until=noon - DAY, available_on=noon + n * DAY)
    page = alices.get("/").text
    assert "Why is this pending?" in page
    shown = [(time_of(li), re.sub(r"\s+", " ", li.text)) for li in days(page)]
    first, second = (datetime.fromtimestamp(noon + n * DAY, UTC).date() for n in (1, 2))
    assert [day for day, _ in shown] == [first.isoformat(), second.isoformat()]
    assert "+€9.90" in shown[0][1]
    assert "+€19.80" in shown[1][1]


def time_of(day: Element) -> str:
    """A day as machines read it."""
    wanted = datetime.strptime(re.findall(r"\w+, (\w+ \d+)", day.text)[0], "%b %d")
    today = datetime.fromtimestamp(time.time(), UTC)
    year = today.year + (wanted.month < today.month)
    return wanted.replace(year=year).date().isoformat()


@sqlite_only
def test_many_days_of_pending_money_are_a_few_and_the_rest(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    now = int(time.time())
    for n in range(1, 21):
        sell(alice, 1, until=now - DAY, available_on=now + n * DAY, amount=100, fee=0)
    found = days(alices.get("/").text)
    assert len(found) == 8
    assert "Later, until" in found[-1].text
    assert "+€13.00" in found[-1].text


@sqlite_only
def test_a_balance_below_zero_says_what_happens_next(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    now = int(time.time())
    sell(alice, 1, until=now, available_on=now, amount=-2_000, fee=0, type="refund")
    page = alices.get("/").text
    assert "−€20.00" in page
    assert "What you earn next fills it up" in page
    assert "above zero again" not in page
    sell(alice, 3, until=now, available_on=now + DAY, amount=1_000, fee=0)
    assert "above zero again on" in alices.get("/").text


@sqlite_only
def test_other_currencies_stand_beside_and_are_never_added(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    now = int(time.time())
    sell(alice, 2, until=now, available_on=now)
    sell(alice, 2, until=now, available_on=now, currency="jpy")
    found = figures(alices.get("/").text)
    assert found["/activity?status=available&currency=eur"] == "€19.81"
    assert found["/activity?status=available&currency=jpy"] == "¥1,981"
