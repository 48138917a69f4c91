"""From the platform's button to the seller's page, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.codes import CODE
from tests.browser.screens import DESKTOP, PHONE
from tests.browser.watch import Watch
from tests.shop import Shop, ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_seller_comes_in_and_goes_out(
    open_page: Callable[..., Watch], come_in: ComeIn, shop: Shop, viewport: dict[str, int]
) -> None:
    page = open_page(viewport=viewport).page
    come_in(page, shop.open_account("alice"))
    expect(page.locator("body")).to_contain_text("Alice")
    page.locator('form[action$="/signout"] button').first.click()
    expect(page.locator("body")).to_contain_text("signed out")
    page.goto("/")
    expect(page).to_have_url(f"{shop.server.url}/signin")


def test_a_wrong_code_keeps_the_form(page: Page, shop: Shop) -> None:
    page.goto(shop.open_account("bob").login_link())
    page.get_by_role("button", name="Text me a code").click()
    page.locator(CODE).fill("111111")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("body")).to_contain_text("4 tries left")
    expect(page.locator(CODE)).to_be_visible()
