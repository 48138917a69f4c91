"""The chart's markup: the numbers that the API gives, for every range, currency and zone."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, links_to

sqlite_only = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
RANGES = ("24h", "7d", "4w", "3m", "1y", "all")


def chart(page: str) -> dict[str, Any]:
    """What the canvas carries."""
    (canvas,) = [it for it in elements(page, "canvas") if "data-chart" in it]
    carried: dict[str, Any] = json.loads(canvas["data-chart"])
    return carried


@pytest.mark.parametrize("zone", ["Etc/UTC", "America/St_Johns", "Pacific/Auckland"])
def test_the_chart_carries_what_the_api_says(
    sign_in: SignIn, open_seller: Callable[..., Seller], sell: Sell, zone: str
) -> None:
    seller = open_seller("carla", settings={"dashboard": {"timezone": zone}})
    now = int(time.time())
    sell(seller, 30, until=now, every=17_000)
    sell(seller, 30, until=now, every=1_700_000)
    sell(seller, 7, until=now, every=90_000, currency="jpy")
    browser = sign_in(seller)
    for currency in ("eur", "jpy"):
        for range_ in RANGES:
            told = seller.api.get("/v1/earnings", range=range_, currency=currency)
            shown = chart(browser.get(f"/earnings?range={range_}&currency={currency}").text)
            assert shown["labels"] == told["labels"]
            assert shown["values"] == told["values"]
            assert shown["currency"].lower() == currency
            assert sum(shown["values"]) == told["total"] != 0


@sqlite_only
def test_the_lifetime_is_the_sum_of_the_feed(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    sold = sell(alice, 60, until=int(time.time()), every=500_000)
    values = chart(alices.get("/earnings?range=all").text)["values"]
    assert sum(values) == sum(line["net"] for line in sold)


@sqlite_only
def test_the_ranges_are_plain_links_and_the_one_shown_is_marked(alices: FlaskClient) -> None:
    for range_ in RANGES:
        page = alices.get(f"/earnings?range={range_}").text
        ranges = [a for a in links_to(page, "/earnings?range=") if "hx-get" in a]
        assert len(ranges) == 6
        (current,) = [a for a in ranges if "aria-current" in a]
        assert f"range={range_}" in current["href"]


@sqlite_only
@pytest.mark.parametrize("junk", ["", "1d", "ALL", "24h ", "%00", "xyz", "9" * 100])
def test_junk_falls_back_to_the_default(alices: FlaskClient, junk: str) -> None:
    default = alices.get("/earnings").text
    assert alices.get(f"/earnings?range={junk}").text == default
    assert alices.get(f"/earnings?currency={junk}").text == default
