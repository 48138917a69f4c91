"""The feed: every line once, under the seller's own day, whose heading stands once."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.dashboard.elements import Element, elements, links_to
from webapp.ledger.lines import NewLine, record

sqlite_only = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
HTMX = {"HX-Request": "true"}


def pages(browser: FlaskClient, **headers: str) -> list[str]:
    """All pages of the feed, by its own links."""
    path, found = "/activity", []
    while path:
        found.append(browser.get(path, headers=headers).text)
        following = links_to(found[-1], "/activity?starting_after=")
        assert len(following) <= 1
        path = following[0]["href"] if following else ""
    return found


def lines(page: str) -> list[Element]:
    """The links to lines."""
    return links_to(page, "/activity/")


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


@sqlite_only
def test_a_description_of_the_platform_s_is_shown_as_given(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    sell(alice, 1, until=1_770_000_000, description="Two kites & a  reel — №7")
    page = alices.get("/activity").text
    assert lines(page)[0].text.strip() == "Two kites & a  reel — №7"
    assert "Two kites &amp; a  reel — №7" in page


HOSTILE = [
    "<script>alert(1)</script>",
    "</a></li></ol><img src=x onerror=alert(1)>",
    '" hx-get="/signout" hx-trigger="load',
    "{{ 7 * 7 }}{% raw %}",
    "\u202e\u2066rtl override\u202e",
    "مدفوعات עברית",
    "a\nb\tc",
    "=cmd|' /C calc'!A0",
    "&lt;b&gt;&#x3c;",
    "x" * 5_000,
    "🧨" * 1_000,
]


@sqlite_only
def test_no_description_does_anything(alices: FlaskClient, alice: Seller, sell: Sell) -> None:
    made = [sell(alice, 1, until=1_770_000_000, description=it)[0] for it in HOSTILE]
    for path in ("/", "/activity"):
        page = alices.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert not elements(page, "a", hx_get="/signout")
        assert len(lines(page)) == len(HOSTILE)
        assert len(page) < 40_000, "the feed shows the beginning of a letter"
    for line, description in zip(made, HOSTILE, strict=True):
        page = alices.get(f"/activity/{line['id']}").text
        # In a <bdi>, the direction of its script ends with it.
        assert description in [bdi.text for bdi in elements(page, "bdi")]


@sqlite_only
def test_a_letter_of_a_hundred_thousand_characters_is_shown_on_its_own_page(
    alices: FlaskClient, alice: Seller, app: Flask
) -> None:
    letter = "Dear Alice, " + "<b>" * 33_000
    line = record(alice.id, NewLine("charge", 100, "eur", description=letter))
    assert len(alices.get("/activity").text) < 20_000
    page = alices.get(f"/activity/{line.id}").text
    assert letter in [bdi.text for bdi in elements(page, "bdi")]
    assert "<b>" not in page


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
