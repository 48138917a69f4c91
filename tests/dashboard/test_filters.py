"""Every list of the activity is an address: lines, sum and conditions are those of one filter."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, lines, links_to
from tests.dashboard.panels import HTMX
from webapp.clock import DAY

sqlite_only = pytest.mark.engine("sqlite")
Sell = Callable[..., list[dict[str, Any]]]


def told(page: str) -> tuple[str, list[str]]:
    """How many lines the page says there are, and the sums that it prints."""
    counts = [p.text.strip() for p in elements(page, "p", **{"class": "sums__count"})]
    nets = [p.text.strip() for p in elements(page, "p", **{"class": "sums__net"})]
    return "".join(counts), [net.split()[-1] for net in nets]


def ids(page: str) -> list[str]:
    """The lines on a page."""
    return [urlsplit(line["href"]).path.rpartition("/")[2] for line in lines(page)]


def notes(page: str) -> list[str]:
    """What the page says it did not understand."""
    return [p.text.strip() for p in elements(page, "p", **{"class": "notice notice--plain"})]


@pytest.fixture
def stall(alice: Seller, sell: Sell) -> dict[str, list[dict[str, Any]]]:
    """Alice's lines by kind."""
    now = int(time.time())
    return {
        "cakes": sell(alice, 30, until=now - 60, description="Birthday cake"),
        "late": sell(alice, 4, until=now - 40 * DAY, available_on=now + 3 * DAY),
        "yen": sell(alice, 3, until=now - 9_000, currency="jpy", description="Kuchen für José"),
        "refunds": sell(
            alice,
            2,
            until=now - 500,
            type="payment_refund",
            metadata={"order_id": "K-77", "secret": "hush"},
        ),
    }


def test_a_list_holds_what_was_asked_for_with_its_count_and_sum(
    alices: FlaskClient, stall: dict[str, list[dict[str, Any]]]
) -> None:
    asked = {
        "type=refunds": stall["refunds"],
        "type=payment_refund&type=payouts": stall["refunds"],
        "currency=jpy": stall["yen"],
        "q=jose+KUCHEN": stall["yen"],
        "q=k-77": stall["refunds"],
        f"q={stall['yen'][1]['id']}": stall["yen"][1:2],
        "min=10,15&max=10.15": stall["cakes"][25:26],
        "status=pending": stall["late"],
        "status=pending&q=cake": [],
        "q=hush": [],
    }
    for query, wanted in asked.items():
        page = alices.get(f"/activity?{query}").text
        assert sorted(ids(page)) == sorted(line["id"] for line in wanted), query
        count, sums = told(page)
        assert count == ("1 line" if len(wanted) == 1 else f"{len(wanted)} lines"), query
        total = sum(line["net"] for line in wanted)
        is_yen = bool(wanted) and wanted[0]["currency"] == "jpy"
        assert [money(text) for text in sums] == ([total] if wanted else []), query
        assert not is_yen or "¥" in sums[0]
        fragment = alices.get(f"/activity?{query}", headers=HTMX).text
        assert ids(fragment) == ids(page)


def money(text: str) -> int:
    """A printed amount in minor units."""
    figures = "".join(letter for letter in text if letter.isdigit())
    return -int(figures) if text.startswith("−") else int(figures)


@sqlite_only
def test_no_sum_is_made_over_several_currencies(
    alices: FlaskClient, stall: dict[str, list[dict[str, Any]]]
) -> None:
    _, sums = told(alices.get("/activity?type=earnings").text)
    assert len(sums) == 2
    assert not told(alices.get("/activity").text)[1]


@sqlite_only
def test_pages_of_a_list_hold_each_line_and_each_day_once(
    alices: FlaskClient, stall: dict[str, list[dict[str, Any]]]
) -> None:
    path, found, days = "/activity?type=payments&currency=eur", [], []
    while path:
        page = alices.get(path).text
        found += ids(page)
        days += [it["datetime"] for it in elements(page, "time") if "h3" in it.around]
        following = [a for a in links_to(page, "/activity?") if "starting_after" in a["href"]]
        path = following[0]["href"] if following else ""
    assert sorted(found) == sorted(line["id"] for line in stall["cakes"] + stall["late"])
    assert len(days) == len(set(days))


@sqlite_only
def test_each_condition_can_be_taken_away(
    alices: FlaskClient, stall: dict[str, list[dict[str, Any]]]
) -> None:
    query = "type=refunds&type=payouts&currency=eur&when=this_year&q=cake"
    page = alices.get(f"/activity?{query}").text
    chips = [a for a in elements(page, "a") if "chip--on" in a.attributes.get("class", "")]
    assert len(chips) == 5
    assert {a["href"].count("=") for a in chips} == {4}
    assert "No lines match" in page
    assert links_to(page, "/activity")


@sqlite_only
def test_the_form_s_empty_fields_leave_the_address(alices: FlaskClient) -> None:
    empty = "q=&when=&from=&to=&min=&max=&status=&type=refunds"
    assert alices.get(f"/activity?{empty}").location == "/activity?type=refunds"
    page = alices.get("/activity?type=refunds&min=2&when=last_month").text
    ticked = [box["value"] for box in elements(page, "input", type="checkbox") if "checked" in box]
    assert ticked == ["refunds"]
    assert [o["value"] for o in elements(page, "option") if "selected" in o] == ["last_month"]


JUNK = {
    "type=bogus": "bogus",
    "currency=zzz": "zzz",
    "from=2026-13-40": "2026-13-40",
    "to=yesterday-ish": "yesterday-ish",
    "when=whenever": "whenever",
    "min=lots": "lots",
    "max=99999999999999999": "999999",
    "status=gone": "gone",
    "payout=po_1": "payout",
    "q=%21": "two letters",
    "view=view_1": "no longer there",
    "starting_after=txn_1": "beginning of the list",
    "from=2026-02-02&to=2026-01-01": "turned them round",
    "min=9&max=1": "turned them round",
    "type=%3Cscript%3E": "<script>",
    "q=%00&type=%00x%E2%80%AE": "\u202e",
    f"from={'9' * 400}": "999",
}


@sqlite_only
@pytest.mark.parametrize("query", JUNK)
def test_junk_leaves_a_sensible_list_and_a_note(
    alices: FlaskClient, stall: dict[str, list[dict[str, Any]]], query: str
) -> None:
    answer = alices.get(f"/activity?{query}")
    assert answer.status_code == 200
    assert any(JUNK[query] in note for note in notes(answer.text)), notes(answer.text)
    assert lines(answer.text) or "No lines match" in answer.text
    assert alices.get(f"/activity?{query}", headers=HTMX).status_code == 200
