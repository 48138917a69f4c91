"""The filter of the activity in a real browser: found, narrowed, kept; and lines that come in."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lively import feed
from tests.browser.screens import DESKTOP, PHONE
from tests.browser.test_accessibility import is_accessible
from tests.browser.watch import Watch
from tests.shop import ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
HALF_A_MINUTE = 31_000


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_lines_are_found_narrowed_and_kept_under_a_name(
    open_page: OpenPage, come_in: ComeIn, alice: ShopSeller, has_script: bool
) -> None:
    watch = open_page(viewport=PHONE, java_script_enabled=has_script)
    page = watch.page
    come_in(page, alice)
    page.goto("/activity")
    loads = watch.loads
    page.get_by_role("searchbox").fill("kite 17")
    page.get_by_role("button", name="Search").click()
    expect(feed(page)).to_have_count(1)
    expect(feed(page)).to_have_text("Kite no. 17")
    page.wait_for_url("**/activity?q=kite+17")
    page.get_by_role("link", name="Words: kite 17").click()
    page.wait_for_url("**/activity")
    page.locator(".filter__summary").click()
    page.get_by_label("Payouts").check()
    page.get_by_label("When").select_option(label="This year")
    if has_script:
        is_accessible(page)
    page.get_by_role("button", name="Show these lines").click()
    page.wait_for_url("**/activity?type=payouts&when=this_year")
    expect(page.locator("#activity-sums")).to_contain_text("3 lines")
    expect(page.locator("#activity-sums")).to_contain_text("−€15.00")
    assert watch.loads == loads + (0 if has_script else 3)
    page.get_by_text("Save this view").click()
    page.get_by_label("Name of the view").fill("Payouts of mine")
    page.get_by_role("button", name="Save", exact=True).click()
    kept = page.get_by_role("link", name="Payouts of mine")
    expect(kept).to_have_attribute("aria-current", "true")
    page.goto("/activity")
    kept.click()
    expect(feed(page)).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_lines_that_come_in_move_nothing_that_is_read(
    open_page: OpenPage, come_in: ComeIn, alice: ShopSeller
) -> None:
    page = open_page(viewport=DESKTOP).page
    come_in(page, alice)
    page.clock.install()
    page.goto("/activity")
    page.mouse.wheel(0, 400)
    page.wait_for_function("scrollY > 300")
    third = feed(page).nth(8)
    before = third.bounding_box()
    sell(alice, "Kite of today")
    page.clock.fast_forward(HALF_A_MINUTE)
    fresh = page.get_by_role("link", name="1 new line")
    expect(fresh).to_be_visible()
    assert third.bounding_box() == before
    fresh.click()
    expect(feed(page).first).to_have_text("Kite of today")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("scrollY === 0")
    sell(alice, "Kite that comes by itself")
    page.clock.fast_forward(HALF_A_MINUTE)  # it asks, and nobody has touched anything for so long
    expect(feed(page).first).to_have_text("Kite that comes by itself")


def sell(seller: ShopSeller, description: str) -> None:
    """A sale of this moment."""
    line = {"type": "charge", "amount": 990, "currency": "eur", "created": int(time.time())}
    seller.shop.test.raw_request(
        "post",
        "/v1/balance_transactions",
        **line,
        description=description,
        stripe_account=seller.id,
    )
