"""How a page comes up: all of it at once, and nothing on it moves afterwards."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.screens import DESKTOP, PHONE
from tests.browser.slowly import slowly
from tests.browser.watch import Watch
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
