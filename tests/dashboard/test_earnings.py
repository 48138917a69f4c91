"""The chart's markup: the numbers that the API gives, for every range, currency and zone."""

import json
import re
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
    for name in ("range", "currency"):
        page = alices.get(f"/earnings?{name}={junk}").text
        assert chart(page) == chart(default)
        assert ("is not known here" in page) == bool(junk)


def rows(page: str) -> list[tuple[str, ...]]:
    """The table beside the chart, and where each row leads."""
    found = [
        [cell.strip() for cell in tr.text.split("\n") if cell.strip()]
        for tr in elements(page, "tr")
    ]
    links = [a["href"] for a in links_to(page, "/activity?type=earnings") if "tbody" in a.around]
    return [(*cells, link) for cells, link in zip(found[1:], links, strict=True)]


@sqlite_only
def test_every_point_leads_to_its_lines(alices: FlaskClient, alice: Seller, sell: Sell) -> None:
    sell(alice, 5, until=int(time.time()))
    days = chart(alices.get("/earnings?range=7d").text)["labels"]
    for day, row in zip(days, rows(alices.get("/earnings?range=7d").text), strict=True):
        assert row[-1] == f"/activity?type=earnings&currency=eur&from={day}&to={day}"
    month = rows(alices.get("/earnings?range=1y").text)[0][-1]
    assert re.search(r"from=(\d{4}-\d\d)-01&to=\1-(28|29|30|31)$", month)
    hour = rows(alices.get("/earnings?range=24h").text)[0][-1]
    begins, ends = map(int, re.findall(r"(?:from|to)=(\d+)", hour))
    assert ends - begins == 3_600


@sqlite_only
@pytest.mark.parametrize(
    ("range_", "words"),
    [("24h", "This hour so far"), ("4w", "Today so far"), ("1y", "This month so far")],
)
def test_the_bucket_that_still_runs_says_so(alices: FlaskClient, range_: str, words: str) -> None:
    page = alices.get(f"/earnings?range={range_}").text
    assert words in rows(page)[-1][0]
    assert all(words not in row[0] for row in rows(page)[:-1])


def trend(browser: FlaskClient, range_: str) -> str:
    """What the page says of the range before."""
    (words,) = elements(browser.get(f"/earnings?range={range_}").text, "p", **{"class": "trend"})
    return " ".join(words.text.split())


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ([10_000], [11_200], "12% more Same part of the 4 weeks before: €100.00"),
        ([10_000], [8_800], "12% less Same part of the 4 weeks before: €100.00"),
        ([10_000], [10_000], "Just as much Same part of the 4 weeks before: €100.00"),
        ([100_000], [100_001], "About as much Same part of the 4 weeks before: €1,000.00"),
        ([100], [999_900], "€9,998.00 more Same part of the 4 weeks before: €1.00"),
        ([10_000], [-500], "€105.00 less Same part of the 4 weeks before: €100.00"),
        ([-500], [1_000], "€15.00 more Same part of the 4 weeks before: −€5.00"),
        ([0], [1_000], "€10.00 more Same part of the 4 weeks before: €0.00"),
    ],
)
def test_a_range_is_compared_in_words_with_as_much_of_the_one_before(
    alices: FlaskClient, alice: Seller, sell: Sell, before: list[int], now: list[int], words: str
) -> None:
    moment = int(time.time())
    sell(alice, 1, until=moment - 100 * 86_400, amount=1, fee=0)
    for amounts, until in ((before, moment - 30 * 86_400), (now, moment - 3_600)):
        for amount in amounts:
            sell(alice, 1, until=until, amount=amount, fee=0)
    assert trend(alices, "4w") == words


@sqlite_only
def test_a_new_seller_is_compared_with_nothing(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    sell(alice, 3, until=int(time.time()))
    assert trend(alices, "4w") == "There is nothing earlier yet to compare this with."
    assert trend(alices, "all") == ""


@sqlite_only
@pytest.mark.parametrize("zone", ["Etc/UTC", "America/St_Johns", "Pacific/Auckland"])
def test_the_list_behind_a_figure_adds_up_to_it(
    sign_in: SignIn, open_seller: Callable[..., Seller], sell: Sell, zone: str
) -> None:
    seller = open_seller("carla", settings={"dashboard": {"timezone": zone}})
    sell(seller, 40, until=int(time.time()), every=9_000)
    sell(seller, 40, until=int(time.time()), every=900_000)
    browser = sign_in(seller)
    for range_ in RANGES:
        page = browser.get(f"/earnings?range={range_}").text
        (total,) = [a for a in elements(page, "a") if a.attributes.get("class") == "figure"]
        found = {total["href"]: total.text}
        for trend in elements(page, "a", **{"class": "trend__basis"}):
            found[trend["href"]] = trend.text.rpartition(" ")[2]
        for value, row in list(zip(chart(page)["values"], rows(page), strict=True))[-3:]:
            found[row[-1]] = f"€{value / 100:,.2f}"
        for url, amount in found.items():
            (sums,) = elements(browser.get(url).text, "div", id="activity-sums")
            assert amount in ("€0.00", *re.findall(r"\+(€[\d.,]+)", sums.text)), url
