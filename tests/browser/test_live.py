"""Money appears by itself on pages that stand open; what is being read stays where it is."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.lively import feed
from tests.browser.screens import DESKTOP
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
# Half a second is promised, and it takes a fifth; a machine that does much else takes longer.
PATIENT_MS = 2_500
HEARS = "() => Boolean(document.getElementById('live')._htmx?.sse)"
# When the first row of the list is another one, by the browser's clock.
WAIT_FOR_ROW = """() => { window.cameAt = 0;
  const list = document.querySelector('#activity ol');
  new MutationObserver(() => { window.cameAt ||= Date.now(); }).observe(list, { childList: true });
}"""
COUNT_SHIFTS = """() => { window.shifts = 0;
  const count = (list) => list.getEntries().forEach((it) => { window.shifts += it.value; });
  new PerformanceObserver(count).observe({ type: 'layout-shift' });
}"""
LAST_POINT = "() => Chart.getChart(document.querySelector('canvas')).data.datasets[0].data.at(-1)"
TOP_OF = "(it) => it.getBoundingClientRect().top"
HIDE = """(isHidden) => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
ANOTHER_PROCESS = """
from wsgi import app
from webapp import database
from webapp.ledger.lines import journal
database.open_connection()
journal.record("{account}", journal.NewLine("charge", 700, "eur"))
"""


def sell(seller: ShopSeller, words: str) -> float:
    """Sell something by the API; returns when that was answered."""
    sale = {"type": "charge", "amount": 2_100, "fee": 100, "currency": "eur", "description": words}
    seller.shop.test.raw_request(
        "post", "/v1/balance_transactions", stripe_account=seller.id, **sale
    )
    return time.time()


def listening(page: Page, address: str) -> None:
    """Open a page and wait until it hears of changes."""
    page.goto(address)
    page.wait_for_function(HEARS)


def test_a_sale_shows_by_itself_on_every_panel(
    watch: Watch, come_in: ComeIn, alice: ShopSeller, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same chart, the same open table, the focus where it was; no panel is shifted."""
    page = watch.page
    come_in(page, alice)
    listening(page, "/?range=7d")
    page.get_by_text("Show as a table").click()
    page.locator("#range-7d").focus()
    hero, before = page.locator(".balance__hero"), page.evaluate(LAST_POINT)
    was, chart = hero.inner_text(), page.locator("canvas").element_handle()
    page.evaluate(WAIT_FOR_ROW)
    page.evaluate(COUNT_SHIFTS)
    loads, took = watch.loads, []
    for number in (1, 2, 3):
        answered = sell(alice, f"Live kite {number}")
        expect(feed(page).first).to_have_text(f"Live kite {number}", timeout=PATIENT_MS)
        took.append(round(page.evaluate("window.cameAt") - answered * 1000))
        page.evaluate("window.cameAt = 0")
        page.wait_for_timeout(300)
    with capsys.disabled():
        print(f"\nmilliseconds from the API's answer to the row: {took}")
    expect(hero).not_to_have_text(was)
    assert page.evaluate(LAST_POINT) == before + 3 * 2_000
    assert chart.evaluate("(it) => it === document.querySelector('canvas') && !!it.width")
    assert page.locator(".earnings__numbers").evaluate("(it) => it.open")
    expect(page.locator("#range-7d")).to_be_focused()
    expect(page.locator("[data-news]")).to_have_text("1 new line")
    assert page.evaluate("window.shifts") < 0.005  # a column of the table made room for a figure
    assert watch.loads == loads
    assert page.url.endswith("/?range=7d")


def test_a_line_that_is_taken_back_says_so_by_itself(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    """On its own page, too: what takes it back, with its amount and a way there."""
    money = {"amount": 1_234, "currency": "eur", "destination": alice.id}
    transfer = alice.shop.test.v1.transfers.create(money)
    (line,) = alice.shop.test.v1.balance_transactions.list({"limit": 1}, options=alice.acting).data
    come_in(page, alice)
    listening(page, f"/activity/{line.id}")
    expect(page.locator("main")).to_contain_text("€12.34")
    alice.shop.test.v1.transfers.reversals.create(transfer.id)
    taken_back = page.locator(".facts__row", has_text="Taken back by")
    expect(taken_back).to_contain_text("−€12.34", timeout=PATIENT_MS)


def test_rows_that_come_do_not_move_what_is_read(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    """At the top they slide in; further down they are offered, and come when they are asked for."""
    come_in(page, alice)
    listening(page, "/activity?currency=eur")
    sums = page.locator("#activity-sums")
    expect(sums).to_contain_text("60 lines")
    sell(alice, "While nobody reads")
    expect(feed(page).first).to_have_text("While nobody reads", timeout=PATIENT_MS)
    expect(sums).to_contain_text("61 lines")
    page.get_by_role("link", name="Show older").scroll_into_view_if_needed()
    expect(feed(page)).to_have_count(51)
    row = page.locator("#activity .line").nth(25)
    top, count = row.evaluate(TOP_OF), feed(page).count()
    sell(alice, "While somebody reads")
    offer = page.get_by_role("link", name="1 new line")
    expect(offer).to_be_visible(timeout=PATIENT_MS)
    assert row.evaluate(TOP_OF) == top
    assert feed(page).count() == count
    offer.press("Enter")
    expect(feed(page).first).to_be_focused()
    expect(feed(page).first).to_have_text("While somebody reads")
    expect(feed(page).first).to_be_in_viewport()
    assert feed(page).count() == count + 1
    links = [link.get_attribute("href") for link in feed(page).all()]
    assert len(links) == len(set(links))
    page.locator("body").click(position={"x": 5, "y": 5})
    page.evaluate("scrollTo(0, 0)")
    sell(alice, "A moment after somebody read")
    expect(offer).to_be_visible(timeout=PATIENT_MS)
    expect(feed(page).first).to_have_text("A moment after somebody read")
    expect(offer).to_be_hidden()


def test_a_page_in_the_background_rests_and_catches_up(
    page: Page, come_in: ComeIn, site: DashboardServer, alice: ShopSeller
) -> None:
    """What another process wrote meanwhile is there at once; the stream goes on where it was."""
    come_in(page, alice)
    listening(page, "/payouts")
    asked: list[dict[str, str]] = []
    page.on("request", lambda it: asked.append({"address": it.url, **it.headers}))
    page.evaluate(HIDE, True)
    write(site, alice)
    page.wait_for_timeout(500)
    assert not asked
    listed = page.locator("#payouts-coming")
    before = listed.inner_text()
    page.evaluate(HIDE, False)
    expect(listed).not_to_have_text(before, timeout=PATIENT_MS)
    page.wait_for_timeout(300)
    (stream,) = [it for it in asked if it["address"].endswith("/live")]
    assert re.fullmatch("[0-9]+", stream["last-event-id"])
    assert all(it.get("x-background") for it in asked)
    before = listed.inner_text()
    write(site, alice)
    expect(listed).not_to_have_text(before, timeout=PATIENT_MS)


def write(site: DashboardServer, seller: ShopSeller) -> None:
    """A sale that another process than the server records."""
    site.python("-c", ANOTHER_PROCESS.format(account=seller.id))


def test_signed_out_elsewhere_the_page_leaves_at_once(
    page: Page, come_in: ComeIn, site: DashboardServer, alice: ShopSeller
) -> None:
    """D5: no figures stay in sight, though nobody touches the page."""
    come_in(page, alice)
    listening(page, "/activity")
    site.flask("sessions", "end", "--account", alice.id)
    expect(page).to_have_url(f"{site.url}/signin", timeout=PATIENT_MS)
    expect(page.locator("body")).not_to_contain_text("€")


def test_without_a_stream_the_page_looks_now_and_then(
    open_page: OpenPage, come_in: ComeIn, site: DashboardServer, alice: ShopSeller
) -> None:
    """By conditional requests, which are answered 304 while nothing has changed."""
    watch = open_page(viewport=DESKTOP)
    page = watch.page
    page.route("**/live", no_stream)
    page.clock.install()
    come_in(page, alice)
    expect(page.locator("#flash")).to_be_empty()
    page.clock.run_for("00:03")  # the page is at rest
    for status in (200, 304):
        with page.expect_response(f"{site.url}/") as answer:
            page.clock.fast_forward("00:31")
        assert answer.value.status == status
    sell(alice, "Found by a look")
    page.clock.fast_forward("00:31")
    expect(feed(page).first).to_have_text("Found by a look")
    expect(page.locator("#flash")).to_be_empty()
    assert set(watch.complaints) <= {f"404 for fetch {site.url}/live"}
    watch.complaints.clear()


def no_stream(route: Route) -> None:
    """What a server, or a proxy, without streams answers."""
    route.fulfill(status=404, body="Nothing here", content_type="text/html")
