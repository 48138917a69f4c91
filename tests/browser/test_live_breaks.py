"""Money that comes while a page cannot look: in the background, signed out, without streams."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.lively import feed
from tests.browser.screens import DESKTOP
from tests.browser.standing_open import ComeIn, OpenPage, listening, sell
from tests.dashboard_server import DashboardServer
from tests.shop import ShopSeller

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
    expect(listed).not_to_have_text(before)
    page.wait_for_timeout(300)
    (stream,) = [it for it in asked if it["address"].endswith("/live")]
    assert re.fullmatch("[0-9]+", stream["last-event-id"])
    assert all(it.get("x-background") for it in asked)
    before = listed.inner_text()
    write(site, alice)
    expect(listed).not_to_have_text(before)


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
    expect(page).to_have_url(f"{site.url}/signin")
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
    # The clock that is moved on may find the stream still being asked for.
    assert all("/live" in it or "div#live" in it for it in watch.complaints), watch.complaints
    watch.complaints.clear()


def no_stream(route: Route) -> None:
    """What a server, or a proxy, without streams answers."""
    route.fulfill(status=404, body="Nothing here", content_type="text/html")
