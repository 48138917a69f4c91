"""The filter of the activity in a real browser: found, narrowed, kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lively import feed
from tests.browser.looks import is_accessible
from tests.browser.screens import PHONE
from tests.browser.watch import Watch
from tests.shop import ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]


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


def test_the_focus_stays_with_the_list_that_is_narrowed(
    open_page: OpenPage, come_in: ComeIn, alice: ShopSeller
) -> None:
    """WCAG 2.4.3: by keyboard alone, a filter is set and taken away without losing one's place."""
    watch = open_page(viewport=PHONE)
    page = watch.page
    come_in(page, alice)
    page.goto("/activity")
    loads = watch.loads
    sums, title = page.locator("#activity-sums"), page.locator("#activity-title")
    page.get_by_role("searchbox").fill("kite")
    page.keyboard.press("Enter")
    page.wait_for_url("**/activity?q=kite")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.locator(".filter__summary").click()
    page.get_by_label("Amount from").fill("1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/activity?*min=1*")
    expect(sums).to_be_focused()
    page.get_by_role("link", name="At least").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/activity?q=kite")
    expect(sums).to_be_focused()
    page.locator(".filter__summary").click()
    page.get_by_label("Payments", exact=True).check()
    page.get_by_role("button", name="Show these lines").press("Enter")
    page.wait_for_url("**/activity?*type=payments*")
    expect(sums).to_be_focused()
    page.get_by_role("link", name="Clear all").press("Enter")
    page.wait_for_url("**/activity")
    expect(title).to_be_focused()
    assert watch.loads == loads
