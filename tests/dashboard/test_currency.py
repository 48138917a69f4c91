"""One currency at a time: a switch that drives every panel, for sellers who have several."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, lines, links_to

sqlite_only = pytest.mark.engine("sqlite")
Sell = Callable[..., list[dict[str, Any]]]
PAGES = ("/", "/earnings")


def switch(page: str) -> dict[str, str]:
    """The currencies to choose from, each with its address; the one shown stands first."""
    (nav,) = elements(page, "nav", aria_label="Currency")
    links = [a for a in elements(page, "a") if a.attributes.get("class") == "switch__link"]
    codes = [a for a in links if a.text.strip() in nav.text.split()]
    current_first = sorted(codes, key=lambda a: "aria-current" not in a)
    return {a.text.strip(): a["href"] for a in current_first}


@sqlite_only
def test_who_has_one_currency_sees_no_switch(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    sell(alice, 3, until=int(time.time()))
    for path in PAGES:
        page = alices.get(path).text
        assert not elements(page, "nav", aria_label="Currency")
        assert "is shown here" not in page


def test_the_switch_drives_the_overview(alices: FlaskClient, alice: Seller, sell: Sell) -> None:
    now = int(time.time())
    sell(alice, 3, until=now, available_on=now)
    sell(alice, 2, until=now, available_on=now, currency="jpy")
    page = alices.get("/").text
    assert "Only EUR is shown here" in page
    assert links_to(page, "/activity")[0]["href"] == "/activity"
    assert list(switch(page)) == ["EUR", "JPY"]
    yen = alices.get(switch(page)["JPY"]).text
    assert list(switch(yen)) == ["JPY", "EUR"]
    assert "Only JPY is shown here" in yen
    assert "€29.73" in panel(page, "balance-title", ends="</h2>", after=200)
    assert "¥1,981" in panel(yen, "balance-title", ends="</h2>", after=200)
    assert '"currency": "JPY"' in elements(yen, "canvas")[0]["data-chart"]
    assert len(lines(page)) == 3
    assert len(lines(yen)) == 2


@sqlite_only
def test_older_lines_stay_in_the_shown_currency(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    sell(alice, 30, until=int(time.time()))
    sell(alice, 30, until=int(time.time()), currency="jpy")
    (older,) = links_to(alices.get("/?currency=jpy").text, "/activity?currency=jpy&")
    assert len(lines(alices.get(older["href"]).text)) == 5


def panel(page: str, title: str, *, ends: str, after: int) -> str:
    """What follows a heading."""
    at = page.index(ends, page.index(f'id="{title}"'))
    return page[at : at + after]


@sqlite_only
def test_the_switch_keeps_the_range(alices: FlaskClient, alice: Seller, sell: Sell) -> None:
    sell(alice, 2, until=int(time.time()), currency="jpy")
    for path in PAGES:
        page = alices.get(f"{path}?range=1y&currency=jpy").text
        assert switch(page)["EUR"] == f"{path}?range=1y&currency=eur"
        ranges = [a for a in links_to(page, "/earnings?range=") if "hx-get" in a]
        assert all("currency=jpy" in a["href"] for a in ranges)


@sqlite_only
@pytest.mark.parametrize("path", ["/", "/earnings", "/payouts", "/activity"])
def test_a_chosen_currency_goes_along_to_the_next_page(
    alices: FlaskClient, alice: Seller, sell: Sell, path: str
) -> None:
    """Until then each page is as it is by itself, and junk goes nowhere."""
    for bare in ("", "?currency=", "?currency=jpy"):
        page = alices.get(f"{path}{bare}", follow_redirects=True).text
        assert pages(page) == [
            "/",
            "/payouts",
            "/earnings",
            "/activity",
        ]
    sell(alice, 2, until=int(time.time()), currency="jpy")
    assert pages(alices.get(f"{path}?currency=jpy").text) == [
        "/?currency=jpy",
        "/payouts?currency=jpy",
        "/earnings?currency=jpy",
        "/activity?currency=jpy",
    ]
    assert pages(alices.get(f"{path}?currency=xxx").text)[0] == "/"


def pages(page: str) -> list[str]:
    """Where the links of the masthead lead."""
    return [a["href"] for a in elements(page, "a") if a.attributes.get("class") == "nav__link"]


@sqlite_only
@pytest.mark.parametrize("path", PAGES)
def test_another_range_brings_the_switch_along(
    alices: FlaskClient, alice: Seller, sell: Sell, path: str
) -> None:
    """The panel comes alone, and the switch outside it would go on leading to the old range."""
    sell(alice, 2, until=int(time.time()), currency="jpy")
    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{path}?currency=jpy"}
    piece = alices.get("/earnings?range=7d&currency=jpy", headers=htmx).text
    assert switch(piece)["EUR"] == f"{path}?range=7d&currency=eur"
    (nav,) = elements(piece, "nav", aria_label="Currency")
    (old,) = elements(alices.get(path).text, "nav", aria_label="Currency")
    assert (nav["hx-swap-oob"], nav["id"]) == ("true", old["id"])
    assert "hx-swap-oob" not in old


@sqlite_only
@pytest.mark.parametrize("junk", ["", "xxx", "usd", "EURO", "%00", "e" * 5_000, "eur&currency=jpy"])
def test_junk_falls_back_to_the_default_currency(
    alices: FlaskClient, alice: Seller, sell: Sell, junk: str
) -> None:
    sell(alice, 2, until=int(time.time()), currency="jpy")
    for path in PAGES:
        page, default = (alices.get(f"{path}{asked}").text for asked in (f"?currency={junk}", ""))
        assert switch(page) == switch(default)
        assert ("is not known here" in page) == (junk not in ("", "eur&currency=jpy"))
