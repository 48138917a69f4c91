"""The head of each page on a phone: whose money it is comes before how to leave."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import PHONE
from tests.browser.watch import Watch
from tests.shop import Shop, ShopSeller

CUT = "(it) => it.scrollWidth > it.clientWidth"


@pytest.mark.parametrize("locale", ["en-US", "fr-FR"])
def test_a_name_is_whole_beside_the_ways_out(
    open_page: Callable[..., Watch],
    come_in: Callable[[Page, ShopSeller], None],
    shop: Shop,
    locale: str,
) -> None:
    """Settings and the way out are drawings there, with names for those who hear the page."""
    seller = shop.open_account("alice", business_profile={"name": "Backstube Morgenrot"})
    page = open_page(viewport=PHONE).page
    come_in(page, seller)
    page.set_extra_http_headers({"Accept-Language": locale})
    page.reload()
    name = page.locator(".who__seller")
    expect(name).to_have_text("Backstube Morgenrot")
    assert not name.evaluate(CUT)
    signs = {"en-US": ("Settings", "Sign out"), "fr-FR": ("Paramètres", "Se déconnecter")}[locale]
    expect(page.get_by_role("link", name=signs[0], exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=signs[1], exact=True)).to_be_visible()
