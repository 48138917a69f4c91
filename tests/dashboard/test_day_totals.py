"""A day's heading tells what was earned that day, all of it, on whichever page it stands."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, links_to
from webapp.formatting import signed
from webapp.money import Money

sqlite_only = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]


def totals(browser: FlaskClient, path: str) -> dict[str, str]:
    """What each day's heading tells, over all pages."""
    found: dict[str, str] = {}
    while path:
        page = browser.get(path).text
        heads = [li for li in elements(page, "li") if li.attributes.get("class") == "feed__day"]
        days = [it["datetime"] for it in elements(page, "time") if "h3" in it.around]
        told = [p.text for p in elements(page, "p", **{"class": "feed__total"})]
        assert len(heads) == len(days)
        assert not set(days) & set(found)
        texts = iter(told)
        found |= {
            day: next(texts) if "Earned" in head.text or "Total" in head.text else ""
            for day, head in zip(days, heads, strict=True)
        }
        older = [a["href"] for a in links_to(page, "/activity?") if "starting_after" in a["href"]]
        path = older[0] if older else ""
    return found


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/St_Johns"])
def test_a_heading_tells_what_its_whole_day_earned(
    sign_in: SignIn, open_seller: Callable[..., Seller], sell: Sell, zone: str
) -> None:
    until = datetime(2026, 4, 6, 3, tzinfo=UTC)  # over the end of summer time
    seller = open_seller("carla", settings={"dashboard": {"timezone": zone}})
    sold = sell(seller, 70, until=int(until.timestamp()), every=2_700)
    back = sell(seller, 5, until=int(until.timestamp()) - 99, every=40_000, type="payment_refund")
    sell(seller, 5, until=int(until.timestamp()) - 77, every=40_000, type="payout")
    browser = sign_in(seller)
    for path, word, lines in (
        ("/activity", "Earned", sold + back),
        ("/activity?type=refunds", "Total", back),
        ("/activity?currency=eur&from=2026-04-05", "Earned", sold + back),
    ):
        found = totals(browser, path)
        days: Counter[str] = Counter()
        for line in lines:
            day = datetime.fromtimestamp(line["created"], ZoneInfo(zone)).date().isoformat()
            days[day] += line["net"]
        assert found
        for day, told in found.items():
            expected = f"{word} {signed(Money(days[day], 'eur'))}" if day in days else ""
            assert told == expected, (path, day)


@sqlite_only
def test_a_list_of_some_of_a_day_tells_no_total(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    sell(alice, 9, until=1_770_000_000, every=60, description="cake")
    for query in ("q=cake", "min=1", "status=available", "from=1769999900&to=1770000001"):
        found = totals(alices, f"/activity?{query}")
        assert list(found.values()) == [""], query
    sell(alice, 2, until=1_770_000_000, every=60, currency="jpy")
    (told,) = totals(alices, "/activity").values()
    assert "€" in told
    assert "¥" in told
