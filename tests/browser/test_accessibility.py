"""The states between pages under axe, in both themes; `test_everybody` has the pages."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.codes import CODE
from tests.browser.looks import is_accessible
from tests.browser.watch import Watch
from tests.shop import ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]


def test_the_pages_can_be_used_by_everybody(
    open_page: OpenPage, come_in: ComeIn, alice: ShopSeller
) -> None:
    page = open_page().page
    page.goto("/signin")
    is_accessible(page)
    page.goto(alice.login_link())
    is_accessible(page)
    page.get_by_role("button", name="Text me a code").click()
    is_accessible(page)
    page.locator(CODE).fill("111111")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("main")).to_contain_text("4 tries left")
    is_accessible(page)
    come_in(page, alice)
    is_accessible(page)
    page.evaluate("() => { document.getElementById('session').hidden = false }")
    is_accessible(page)
