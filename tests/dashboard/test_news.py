"""A list that stands open is told of new lines; it asks cheaply, keeping no session alive by it."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, links_to
from tests.dashboard.panels import HTMX

pytestmark = pytest.mark.engine("sqlite")
Sell = Callable[..., list[dict[str, Any]]]
POLL = HTMX | {"X-Background": "1"}


def news_url(page: str) -> str:
    """Where the list asks."""
    (slot,) = [div for div in elements(page, "div") if "data-news" in div]
    return slot["data-news"]


def test_new_lines_of_the_list_are_counted_and_offered(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    now = int(time.time())
    sell(alice, 3, until=now - 9_000)
    for query, fresh in (("", "3 new lines"), ("?type=refunds", "1 new line")):
        sell(alice, 1, until=now - 8_000, type="payment_refund")
        url = news_url(alices.get(f"/activity{query}").text)
        nothing = alices.get(url, headers=POLL)
        assert not links_to(nothing.text, "/activity")
        unchanged = POLL | {"If-None-Match": nothing.headers["ETag"]}
        assert alices.get(url, headers=unchanged).status_code == 304
        sell(alice, 2, until=now - 60)
        sell(alice, 1, until=now - 60, type="payment_refund")
        (link,) = links_to(alices.get(url, headers=unchanged).text, "/activity")
        assert link.text.strip() == fresh
        assert link["href"] == f"/activity{query}"


def test_what_is_not_hers_has_no_news(alices: FlaskClient, alice: Seller, sell: Sell) -> None:
    sell(alice, 3, until=int(time.time()))
    for junk in ("", "txn_1", "%00", "x" * 3_000):
        answer = alices.get(f"/activity/news?since={junk}&type=bogus", headers=POLL)
        assert answer.status_code == 200
        assert not links_to(answer.text, "/activity")
