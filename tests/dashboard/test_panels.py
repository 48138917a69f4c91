"""Every panel answers the same questions: two sizes, no strangers, no junk, few queries."""

import time
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from flask.testing import FlaskClient
from peewee import DatabaseProxy
from werkzeug.test import TestResponse

from tests.cast import Seller
from tests.dashboard.elements import elements, links_to

sqlite_only = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
HTMX = {"HX-Request": "true"}
QUERIES_MAX = 14
RANGES = ("24h", "7d", "4w", "3m", "1y", "all")
PANELS = ("/", "/activity", "/earnings", "/payouts", *(f"/earnings?range={r}" for r in RANGES))
ROUTES = (*PANELS, "/activity/txn_1", "/payouts/po_1")
JUNK = [
    "",
    "%00",
    "txn_" + "0" * 24,
    "'--",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "9" * 3_000,
    "-1",
    "١٢٣",
    "%ff%fe",
    "%F0%9F%92%A9",
    "\u202eabc",
    "None",
    "[]",
    "txn_1&starting_after=txn_2",
]
JUNK_GOES = [
    "/?starting_after={0}&range={0}&currency={0}",
    "/activity?starting_after={0}",
    "/activity?{0}={0}",
    "/activity/{0}",
    "/earnings?range={0}&currency={0}",
    "/payouts?starting_after={0}",
    "/payouts/{0}",
    "/platforms/{0}/brand.css",
    "/platforms/{0}/icon",
    "/{0}",
]


@pytest.fixture
def busy(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: Callable[..., Any]
) -> FlaskClient:
    """Alice's browser; she has sold, and been paid out."""
    sell(alice, 60, until=int(time.time()))
    for _ in range(21):  # one more than fits on a page
        pay_out(alice, 100)
    return alices


def test_a_panel_is_a_page_to_a_browser_and_a_fragment_to_htmx(busy: FlaskClient) -> None:
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
        assert refused.status_code == unknown.status_code == 400
        assert refused.data == unknown.data.replace(b"x" * 28, cursor.encode())


def test_junk_is_never_our_fault(alices: FlaskClient) -> None:
    for junk, path in product(JUNK, JUNK_GOES):
        for headers in ({}, HTMX):
            answer = alices.get(path.format(junk), headers=headers)
            assert answer.status_code in {200, 400, 404}, (path, junk)
            assert "<script>alert" not in answer.text


@sqlite_only
def test_junk_in_a_revalidation_is_never_our_fault(alices: FlaskClient) -> None:
    for junk in ("", '"', "*", "W/", '"1-2-3"', '"0-²-x"', f'"0-{"9" * 5_000}-x"', '"0-9-9-9"'):
        answer = alices.get("/activity", headers=HTMX | {"If-None-Match": junk})
        assert answer.status_code == 200, junk


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


@pytest.fixture
def listen(db: DatabaseProxy, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Begin to listen to what the database is asked: `heard = listen()`."""
    heard: list[str] = []
    ask = db.obj.execute_sql

    def listening(sql: str, *args: Any, **kwargs: Any) -> Any:
        heard.append(sql)
        return ask(sql, *args, **kwargs)

    def begin() -> list[str]:
        nonlocal heard
        heard = []
        return heard

    monkeypatch.setattr(db.obj, "execute_sql", listening)
    return begin


@sqlite_only
def test_a_seller_with_nothing_yet_is_told_so_kindly(alices: FlaskClient) -> None:
    home = alices.get("/").text
    assert "Nothing has happened yet" in home
    assert "No payout is on its way" in home
    assert "No earnings in this time" in home
    assert not links_to(home, "/activity?starting_after")
    assert "Nothing has been paid out yet" in alices.get("/payouts").text


@sqlite_only
def test_every_page_names_the_zone_the_platform_and_the_way_out(
    sign_in: SignIn, open_seller: Callable[..., Seller]
) -> None:
    seller = open_seller("wiremu", settings={"dashboard": {"timezone": "Pacific/Chatham"}})
    browser = sign_in(seller)
    for path in PANELS:
        page = browser.get(path).text
        assert "Pacific/Chatham" in page
        assert "Acme" in page
        assert "Test data" in page
        (out,) = elements(page, "form", action="/signout")
        assert out["method"] == "post"


@sqlite_only
def test_a_live_account_s_pages_bear_no_mark_of_test_data(
    sign_in: SignIn, open_seller: Callable[..., Seller]
) -> None:
    browser = sign_in(open_seller("carla", livemode=True))
    for path in PANELS:
        assert "Test data" not in browser.get(path).text


@sqlite_only
def test_all_that_a_page_asks_for_is_there(busy: FlaskClient) -> None:
    pages = [busy.get(path).text for path in PANELS]
    wanted = {"/favicon.ico"}
    for page in pages:
        wanted |= {link["href"] for link in elements(page, "link")}
        wanted |= {script["src"] for script in elements(page, "script")}
        wanted |= {image["src"] for image in elements(page, "img")}
    assert any(path.endswith(".css") for path in wanted)
    for path in wanted:
        assert path.startswith("/")
        with busy.get(path, follow_redirects=True) as answer:
            assert answer.status_code == 200, path
            assert answer.data


@sqlite_only
def test_every_link_on_a_page_leads_somewhere(busy: FlaskClient) -> None:
    links = [link for path in PANELS for link in elements(busy.get(path).text, "a")]
    for link in links:
        assert link["href"].startswith(("/", "#"))
        assert link.attributes.get("hx-get", link["href"]) == link["href"]
    for address in {link["href"] for link in links if link["href"].startswith("/")}:
        assert busy.get(address).status_code == 200, address
