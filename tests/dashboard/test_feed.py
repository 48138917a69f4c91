"""The feed: every line once, under the seller's own day, whose heading stands once."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, lines, links_to
from tests.dashboard.panels import HTMX
from webapp import clock

sqlite_only = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]


def pages(browser: FlaskClient, **headers: str) -> list[str]:
    """All pages of the feed, by its own links."""
    path, found = "/activity", []
    while path:
        found.append(browser.get(path, headers=headers).text)
        following = links_to(found[-1], "/activity?starting_after=")
        assert len(following) <= 1
        path = following[0]["href"] if following else ""
    return found


def headings(page: str) -> list[str]:
    """The days whose heading the page holds."""
    return [time["datetime"] for time in elements(page, "time") if "h3" in time.around]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain links", "htmx"])
@pytest.mark.parametrize(
    ("zone", "until"),
    [
        ("Etc/UTC", datetime(2026, 3, 1, 0, 0, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 4, 6, 3, 0, tzinfo=UTC)),  # over the end of summer time
        ("America/New_York", datetime(2026, 3, 9, 4, 0, tzinfo=UTC)),  # over its beginning
        ("Asia/Kathmandu", datetime(2026, 5, 1, 18, 15, tzinfo=UTC)),  # 00:00 at UTC+5:45
        ("Pacific/Apia", datetime(2012, 1, 2, 9, 0, tzinfo=UTC)),  # skipped 30 December 2011
    ],
)
def test_each_day_has_one_heading_over_all_pages_in_the_seller_s_zone(
    sign_in: SignIn,
    open_seller: Callable[..., Seller],
    sell: Sell,
    zone: str,
    until: datetime,
    headers: dict[str, str],
) -> None:
    seller = open_seller("carla", settings={"dashboard": {"timezone": zone}})
    sold = sell(seller, 130, until=int(until.timestamp()), every=2_700)
    found = pages(sign_in(seller), **headers)
    assert len(found) == 6
    shown = [line["href"].rpartition("/")[2] for page in found for line in lines(page)]
    assert shown == [line["id"] for line in sold]
    days = [datetime.fromtimestamp(line["created"], ZoneInfo(zone)).date() for line in sold]
    assert [day for page in found for day in headings(page)] == [
        day.isoformat() for day in dict.fromkeys(days)
    ]


def test_lines_of_the_same_second_are_each_shown_once(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    sold = sell(alice, 80, until=1_770_000_000, every=0)
    shown = Counter(line["href"].rpartition("/")[2] for p in pages(alices) for line in lines(p))
    assert shown == Counter(line["id"] for line in sold)


@sqlite_only
def test_only_a_day_s_heading_holds_a_day(alices: FlaskClient, alice: Seller, sell: Sell) -> None:
    """Platforms' own tests find the days by it: a line that is pending names its day in words."""
    sell(alice, 3, until=clock.now(), available_on=clock.now() + 86_400)
    page = alices.get("/activity").text
    assert "Pending until" in page
    days = [time for time in elements(page, "time") if len(time["datetime"]) == len("2026-02-01")]
    assert days and all("h3" in day.around for day in days)


@sqlite_only
def test_a_line_holds_one_link_and_says_what_how_much_and_when(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    sell(alice, 3, until=1_770_000_000)
    page = alices.get("/activity").text
    items = [item for item in elements(page, "li") if "line" in item.attributes.get("class", "")]
    assert len(items) == len(lines(page)) == 3
    newest = items[0].text
    assert "Payment from Acme" in newest
    assert "+€9.90" in newest
    assert "€10.00" in newest
