"""Every panel answers the same questions: two sizes, no strangers, no junk, few queries."""

import time
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture
from werkzeug.test import TestResponse

from tests.cast import Seller
from tests.dashboard.elements import links_to
from tests.dashboard.panels import HTMX, PANELS

sqlite_only = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
QUERIES_MAX = 22
ROUTES = (*PANELS, "/activity/txn_1", "/payouts/po_1")


def test_a_panel_is_a_page_to_a_browser_and_a_fragment_to_htmx(
    busy: FlaskClient, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(time.time(), tick=False)  # or an hour might begin between the two
    for path in PANELS:
        is_in_two_sizes(busy.get(path), busy.get(path, headers=HTMX))


def is_in_two_sizes(page: TestResponse, fragment: TestResponse) -> None:
    """The fragment is a piece of the page, and both say that they differ by who asks."""
    assert page.status_code == fragment.status_code == 200
    assert "<html" in page.text
    assert "<html" not in fragment.text
    assert fragment.text.strip()
    assert fragment.text.strip() in page.text
    for answer in (page, fragment):
        assert "HX-Request" in answer.headers["Vary"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_detail_is_a_page_to_a_browser_and_a_fragment_to_htmx(busy: FlaskClient) -> None:
    for kind in ("activity", "payouts"):
        path = links_to(busy.get(f"/{kind}").text, f"/{kind}/")[0]["href"]
        is_in_two_sizes(busy.get(path), busy.get(path, headers=HTMX))


@sqlite_only
def test_htmx_gets_the_whole_page_when_it_restores_history(alices: FlaskClient) -> None:
    for path in PANELS:
        restored = alices.get(path, headers=HTMX | {"HX-History-Restore-Request": "true"})
        assert "<html" in restored.text


@sqlite_only
def test_a_stranger_is_sent_to_the_sign_in(client: FlaskClient) -> None:
    for path in ROUTES:
        page, fragment = client.get(path), client.get(path, headers=HTMX)
        assert (page.status_code, page.location) == (302, "/signin")
        assert (fragment.status_code, fragment.headers["HX-Redirect"]) == (401, "/signin")
        assert not fragment.data
        assert client.head(path).status_code == 302


@pytest.mark.parametrize("kind", ["activity", "payouts"])
def test_another_seller_s_things_are_as_unknown_as_none(
    sign_in: SignIn, busy: FlaskClient, bob: Seller, mallory: Seller, kind: str
) -> None:
    theirs = links_to(busy.get(f"/{kind}").text, f"/{kind}/")[0]["href"]
    assert busy.get(theirs).status_code == 200
    for other in (bob, mallory):
        browser = sign_in(other)
        for headers in ({}, HTMX):
            refused = browser.get(theirs, headers=headers)
            unknown = browser.get(f"/{kind}/{'x' * 28}", headers=headers)
            assert refused.status_code == unknown.status_code == 404
            assert refused.data == unknown.data
        cursor = theirs.rpartition("/")[2]
        refused = browser.get(f"/{kind}?starting_after={cursor}")
        unknown = browser.get(f"/{kind}?starting_after={'x' * 28}")
        assert refused.status_code == unknown.status_code == 200
        assert refused.data == unknown.data.replace(b"x" * 28, cursor.encode())


def test_a_panel_asks_the_database_as_often_for_many_rows_as_for_some(
    alices: FlaskClient,
    alice: Seller,
    sell: Sell,
    pay_out: Callable[..., Any],
    listen: Callable[[], list[str]],
) -> None:
    def queries() -> dict[str, list[str]]:
        asked = {}
        for path, headers in product(PANELS, ({}, HTMX)):
            heard = listen()
            assert alices.get(path, headers=headers).status_code == 200
            asked[f"{path} {headers}"] = heard.copy()
        return asked

    now = int(time.time())
    sell(alice, 10, until=now)
    for _ in range(3):
        pay_out(alice, 10)
    few = queries()
    sell(alice, 60, until=now - 30)
    for _ in range(20):
        pay_out(alice, 10)
    assert queries() == few
    assert all(0 < len(asked) <= QUERIES_MAX for asked in few.values())
