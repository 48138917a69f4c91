"""How a page comes up: all of it at once, and nothing on it moves afterwards."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import DESKTOP, PHONE
from tests.browser.slowly import slowly
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import ShopSeller

NOTE_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) =>
  `${value.toFixed(4)} ${sources.map(({ node }) => node?.className ?? node?.nodeName)}`)))
  .observe({ type: 'layout-shift', buffered: true });
"""


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_page_that_arrives_in_pieces_moves_nothing(
    open_page: Callable[..., Watch],
    come_in: Callable[[Page, ShopSeller], None],
    alice: ShopSeller,
    screen: dict[str, int],
) -> None:
    page = open_page(viewport=screen).page
    come_in(page, alice)
    page.add_init_script(NOTE_SHIFTS)
    with slowly(alice.shop.server.url) as address:
        for path in ("/", "/settings"):
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("shifts") == [], path
            assert page.evaluate("performance.getEntriesByName('first-contentful-paint').length")
        page.goto("about:blank")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_where_one_signs_in(
    open_page: Callable[..., Watch], site: DashboardServer, screen: dict[str, int]
) -> None:
    page = open_page(viewport=screen).page
    page.add_init_script(NOTE_SHIFTS)
    with slowly(site.url) as address:
        page.goto(f"{address}/signin")
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_visible()
        assert page.evaluate("shifts") == []
        page.goto("about:blank")


@pytest.mark.parametrize("lacks", ["passkeys", "scripts"])
def test_a_browser_without_passkeys_is_offered_none(
    open_page: Callable[..., Watch], lacks: str
) -> None:
    page = open_page(java_script_enabled=lacks != "scripts").page
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto("/signin")
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
