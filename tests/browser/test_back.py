"""The Back button after a session's end, in a browser that keeps pages for it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium
from tests.browser.lively import feed
from tests.dashboard_server import DashboardServer
from tests.shop import ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
# What a page kept for the Back button shows at the moment at which it is taken out again.
TELL = """addEventListener('pageshow', ({ persisted }) => {
  const shown = document.body.checkVisibility() ? document.body.innerText : '';
  if (persisted) console.log(`kept: ${shown}`);
});"""


@pytest.fixture(scope="module")
def keeping_browser(browser: Browser) -> Iterator[Browser]:
    """A Chromium that keeps pages for the Back button, as people's do; Playwright's does not."""
    keeping = browser.browser_type.launch(
        executable_path=chromium.found(),
        args=chromium.arguments(),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield keeping
    keeping.close()


@pytest.fixture
def kept_page(keeping_browser: Browser, site: DashboardServer) -> Iterator[tuple[Page, list[str]]]:
    """A page in it, and what pages showed when they were taken out."""
    context = keeping_browser.new_context(base_url=site.url)
    context.add_init_script(TELL)
    page, told = context.new_page(), list[str]()
    page.on("console", lambda message: told.append(message.text))
    yield page, told
    context.close()


def go_back(page: Page, told: list[str]) -> None:
    """Press Back, and wait until the page is as it will be."""
    page.go_back()
    page.wait_for_timeout(300)
    page.wait_for_load_state("networkidle")
    assert not [text for text in told if "€" in text or "Kite" in text]


def test_a_kept_page_is_asked_for_again_before_it_shows(
    kept_page: tuple[Page, list[str]], come_in: ComeIn, alice: ShopSeller
) -> None:
    """D8: Chromium keeps even pages that say `no-store`; taken out, they are blank and reload."""
    page, told = kept_page
    come_in(page, alice)
    page.goto("/payouts")
    go_back(page, told)
    assert [text for text in told if text.startswith("kept:")] == ["kept: "]
    expect(feed(page).first).to_be_visible()


def test_back_after_signing_out_shows_nothing(
    kept_page: tuple[Page, list[str]], come_in: ComeIn, alice: ShopSeller
) -> None:
    """D8: with the cache for Back in use."""
    page, told = kept_page
    come_in(page, alice)
    page.goto("/payouts")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("h1")).to_have_text("You are signed out")
    for _ in range(2):
        go_back(page, told)
        expect(page.locator("main")).not_to_contain_text("€")


def test_back_after_the_session_was_ended_elsewhere_shows_nothing(
    kept_page: tuple[Page, list[str]], come_in: ComeIn, site: DashboardServer, alice: ShopSeller
) -> None:
    """D5, D8: no `Clear-Site-Data` reached this browser; it still shows nothing."""
    page, told = kept_page
    come_in(page, alice)
    page.goto("/payouts")
    page.goto("/settings")
    site.flask("sessions", "end", "--account", alice.id)
    go_back(page, told)
    expect(page).to_have_url(f"{site.url}/signin")
