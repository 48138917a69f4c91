"""German, whose words are the longest of the seven languages, fits the narrowest screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import gallery
from tests.browser.looks import NARROW, sticking_out
from tests.browser.watch import Watch
from tests.shop import ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]


@pytest.fixture
def signed_in(open_page: OpenPage, come_in: ComeIn, alice: ShopSeller) -> BrowserContext:
    """Alice's browser."""
    page = open_page().page
    come_in(page, alice)
    return page.context


def test_no_page_scrolls_sideways_in_german(
    open_page: OpenPage, signed_in: BrowserContext, alice: ShopSeller
) -> None:
    page = open_page(locale="de", storage_state=signed_in.storage_state()).page
    found = {}
    for path in gallery.addresses(gallery.OWN, gallery.things_of(alice, signed_in)):
        page.goto(path)
        assert page.evaluate("document.documentElement.lang") == "de"
        found[path] = sticking_out(page, NARROW)
    assert not {path: names for path, names in found.items() if names}
