"""The states between pages under axe, in both themes; `test_everybody` has the pages."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.watch import Watch
from tests.shop import ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_pages_can_be_used_by_everybody(
    open_page: OpenPage, come_in: ComeIn, alice: ShopSeller, color_scheme: str
) -> None:
    page = open_page(color_scheme=color_scheme).page
    page.goto("/signin")
    is_accessible(page)
    page.goto(alice.login_link())
    is_accessible(page)
    page.get_by_role("button", name="Text me a code").click()
    is_accessible(page)
    page.locator('input[autocomplete="one-time-code"]').fill("111111")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("main")).to_contain_text("4 tries left")
    is_accessible(page)
    come_in(page, alice)
    is_accessible(page)
    page.evaluate("() => { document.getElementById('session').hidden = false }")
    is_accessible(page)


def is_accessible(page: Page) -> None:
    """Nothing that axe knows is wrong with the page."""
    page.wait_for_timeout(400)  # colours fade in
    found = Axe().run(page).response["violations"]
    assert not [(it["id"], [node["target"] for node in it["nodes"]]) for it in found], page.url
