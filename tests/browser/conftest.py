"""Fixtures of the browser tests: one Chromium a process, a fresh profile and a watch a test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.codes import enter_code
from tests.browser.lively import lively_seller
from tests.browser.screens import DESKTOP
from tests.browser.slow_machine import slow_down
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import Shop, ShopSeller

HERE = Path(__file__).parent
# A loaded machine may take its time; but less than the 30 seconds after which pages look anew.
PATIENCE_MS = 15_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What lies here drives a browser: `-m browser` finds it, `make test-fast` leaves it out.

    A browser and its machine are more than our code: what fails in it is tried once more, and
    counted as `rerun` in pytest's last line. Not so on a slow machine, which is there to find it.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            if not item.config.getoption("--slow-machine"):
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """A real Chromium without a window."""
    path = chromium.found()
    assert path, chromium.HELP
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        browser = playwright.chromium.launch(executable_path=path, args=chromium.arguments())
        if pytestconfig.getoption("--slow-machine"):
            slow_down(browser)
        yield browser
        browser.close()


@pytest.fixture
def shop(shops: Callable[[str], Shop]) -> Shop:
    """The platform whose sellers look at the pages."""
    return shops("sqlite")


@pytest.fixture
def site(shop: Shop) -> DashboardServer:
    """The dashboard that the pages are on."""
    return shop.server


@pytest.fixture
def open_page(browser: Browser, site: DashboardServer) -> Iterator[Callable[..., Watch]]:
    """Open a page in a fresh profile: `open_page(viewport=PHONE, color_scheme="dark")`.

    At the end of the test, a page with a complaint fails it.
    """
    watches: list[Watch] = []

    def open_page(**options: Any) -> Watch:
        context = browser.new_context(base_url=site.url, **{"viewport": DESKTOP} | options)
        context.set_default_timeout(PATIENCE_MS)
        watches.append(Watch(context.new_page()))
        return watches[-1]

    yield open_page
    complaints = [complaint for watch in watches for complaint in watch.complaints]
    for watch in watches:
        watch.page.context.close()
    assert not complaints


@pytest.fixture
def watch(open_page: Callable[..., Watch]) -> Watch:
    """The watch over `page`: `watch.loads` counts whole pages."""
    return open_page()


@pytest.fixture
def page(watch: Watch) -> Page:
    """A page on a desktop screen."""
    return watch.page


@pytest.fixture
def come_in() -> Callable[[Page, ShopSeller], None]:
    """Come in as a person does: follow the link, ask for a code, type it."""

    def come_in(page: Page, seller: ShopSeller) -> None:
        page.goto(seller.login_link())
        enter_code(page, seller)
        page.wait_for_url("**/")

    return come_in


@pytest.fixture
def alice(shop: Shop) -> ShopSeller:
    """A seller with sales of some weeks, a payout on its way and one that failed."""
    return lively_seller(shop)
