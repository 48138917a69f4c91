"""Each figure leads to the list that adds up to it, and that list prints the very same sum."""

import json
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
from tests.dashboard.elements import elements
from tests.dashboard.test_filters import ids, told
from webapp.clock import DAY, HOUR
from webapp.formatting import signed
from webapp.money import Money

Sell = Callable[..., list[dict[str, Any]]]
SignIn = Callable[[Seller], FlaskClient]


def printed(browser: FlaskClient, query: str) -> list[str]:
    """The sums over a list."""
    return told(browser.get(f"/activity?{query}").text)[1]


def written(minor: int, currency: str = "eur") -> list[str]:
    """How that sum is printed; none over an empty list."""
    return [signed(Money(minor, currency))]


def test_the_balance_s_figures_are_the_sums_of_their_lists(
    sign_in: SignIn, open_seller: Callable[..., Seller], sell: Sell, pay_out: Callable[..., Any]
) -> None:
    seller = open_seller("carla", settings={"dashboard": {"timezone": "Asia/Kathmandu"}})
    now = int(time.time())
    sell(seller, 40, until=now - DAY)
    sell(seller, 7, until=now - 60, available_on=now + DAY)
    sell(seller, 3, until=now - 30 * DAY, available_on=now + 9 * DAY, type="adjustment")
    sell(seller, 5, until=now - 60, available_on=now + 2 * DAY, currency="jpy")
    pay_out(seller, 500)
    browser, balance = sign_in(seller), seller.api.get("/v1/balance")
    for status in ("available", "pending"):
        for found in balance[status]:
            query = f"status={status}&currency={found['currency']}"
            if found["amount"]:
                expected = written(found["amount"], found["currency"])
                assert printed(browser, query) == expected, query


@pytest.mark.parametrize("zone", ["America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu"])
def test_every_point_of_the_chart_is_the_sum_of_its_days(
    sign_in: SignIn,
    open_seller: Callable[..., Seller],
    sell: Sell,
    zone: str,
    time_machine: TimeMachineFixture,
) -> None:
    noon = datetime(2031, 11, 4, 12, tzinfo=UTC)  # Newfoundland's clocks went back
    time_machine.move_to(noon, tick=False)
    seller = open_seller("carla", settings={"dashboard": {"timezone": zone}})
    now = int(noon.timestamp())
    sell(seller, 90, until=now, every=7_321)
    sell(seller, 9, until=now, every=80_001, type="payout")
    browser = sign_in(seller)
    (canvas,) = elements(browser.get("/earnings?range=7d").text, "canvas")
    chart = json.loads(canvas["data-chart"])
    for label, value in zip(chart["labels"], chart["values"], strict=True):
        query = f"type=earnings&currency=eur&from={label}&to={label}"
        assert printed(browser, query) == (written(value) if value else [])
    whole = f"type=earnings&currency=eur&from={chart['labels'][0]}&to={chart['labels'][-1]}"
    assert printed(browser, whole) == written(sum(chart["values"]))
    told_hours = seller.api.get("/v1/earnings", range="24h", currency="eur")
    first = now - now % HOUR - 23 * HOUR
    hours = f"type=earnings&currency=eur&from={first}&to={now + 1}"
    assert zone == "Asia/Kathmandu" or printed(browser, hours) == written(told_hours["total"])


def test_a_payout_leads_to_the_lines_that_it_is_made_of(
    app: Flask,
    sign_in: SignIn,
    open_seller: Callable[..., Seller],
    sell: Sell,
    time_machine: TimeMachineFixture,
) -> None:
    noon = datetime(2031, 5, 6, 12, tzinfo=UTC)
    time_machine.move_to(noon, tick=False)
    seller, now = open_seller("carla"), int(noon.timestamp())
    old = sell(seller, 30, until=now - 9 * DAY)
    run(app, "payouts", "run")
    time_machine.shift(DAY)
    fresh = sell(seller, 8, until=now + DAY - 60)
    late = sell(seller, 2, until=now - 90 * DAY)  # recorded today, dated long ago
    run(app, "payouts", "run")
    browser = sign_in(seller)
    second, first = seller.api.get("/v1/payouts")["data"]
    for payout, made_of in ((first, old), (second, fresh + late)):
        page = browser.get(f"/activity?payout={payout['id']}").text
        assert told(page)[1] == written(payout["amount"])
        assert told(page)[0] == f"{len(made_of)} lines"
        shown = set(ids(page))
        assert shown <= {line["id"] for line in made_of}
        assert len(shown) == min(25, len(made_of))
