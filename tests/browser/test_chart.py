"""The chart in a real browser: by pointer, by keyboard, without a script, and off the line."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.screens import DESKTOP, PHONE
from tests.browser.watch import Watch
from tests.shop import ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
RANGES = ("24 hours", "7 days", "3 months", "Year", "Lifetime", "4 weeks")
# All shifts count, also those within half a second of a click, which the usual figure forgives.
COUNT_SHIFTS = """() => {
  window.shifts = 0;
  const count = (list) => list.getEntries().forEach((it) => { window.shifts += it.value; });
  new PerformanceObserver(count).observe({ type: 'layout-shift' });
}"""


def chart(page: Page) -> Locator:
    return page.locator("canvas[data-chart]")


def said(page: Page) -> Locator:
    """What a screen reader is told of the point."""
    return page.locator("[data-chart-said]")


def choose(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Time range").get_by_role("link", name=name).click()
    current = page.locator('nav[aria-label="Time range"] [aria-current="true"]')
    expect(current).to_contain_text(name)


def test_the_chart_is_walked_by_the_arrow_keys(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    come_in(page, alice)
    choose(page, "7 days")
    rows = page.locator("#earnings tbody tr")
    names = [name.replace("\n", "").strip() for name in rows.locator("time").all_text_contents()]
    page.locator("#range-all").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(chart(page)).to_be_focused()
    expect(said(page)).to_contain_text(f"{names[-1]} Today so far")
    page.keyboard.press("ArrowLeft")
    expect(said(page)).to_have_text(
        re.compile(rf"{names[-2]}; €[\d.]+; Gross: .*Fees: .*Count: \d")
    )
    page.keyboard.press("Home")
    expect(said(page)).to_contain_text(names[0])
    page.keyboard.press("ArrowLeft")
    expect(said(page)).to_contain_text(names[0])
    page.keyboard.press("End")
    expect(said(page)).to_contain_text(names[-1])
    page.keyboard.press("Escape")
    expect(chart(page)).not_to_be_focused()
    chart(page).focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/activity\?type=earnings&currency=eur&from=(\S+)&to=\1$"))


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_another_range_moves_nothing_and_a_point_opens_its_lines(
    open_page: OpenPage, come_in: ComeIn, alice: ShopSeller, viewport: dict[str, int]
) -> None:
    page = open_page(viewport=viewport).page
    come_in(page, alice)
    page.locator("#earnings").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    page.evaluate(COUNT_SHIFTS)
    for name in RANGES:
        choose(page, name)
        page.wait_for_timeout(100)
    assert page.evaluate("() => window.shifts") == 0
    box = chart(page).bounding_box()
    assert box
    chart(page).click(position={"x": box["width"] / 2, "y": box["height"] / 2})
    expect(page).to_have_url(re.compile(r"/activity\?type=earnings&currency=eur&from="))


def test_without_a_script_the_table_stands_in_for_the_chart(
    open_page: OpenPage, come_in: ComeIn, alice: ShopSeller
) -> None:
    page = open_page(java_script_enabled=False).page
    come_in(page, alice)
    expect(chart(page)).to_be_hidden()
    row = page.locator("#earnings tbody tr").last
    expect(row).to_contain_text("Today so far")
    row.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/activity\?type=earnings"))


def test_what_does_not_come_loses_nothing_and_is_had_again(
    watch: Watch, come_in: ComeIn, alice: ShopSeller
) -> None:
    page = watch.page
    come_in(page, alice)
    page.context.set_offline(True)
    expect(page.locator("#flash")).to_contain_text("You are offline")
    page.locator("#range-1y").click()
    expect(page.locator("#flash").get_by_role("button", name="Try again")).to_be_visible()
    expect(chart(page)).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#range-1y")).to_have_attribute("aria-current", "true")
    expect(page.locator("#flash")).to_be_empty()
    page.route("**/earnings?*", lambda route: route.abort())
    page.locator("#range-all").click()
    expect(page.locator("#flash")).to_contain_text("nothing was lost")
    page.unroute("**/earnings?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#range-all")).to_have_attribute("aria-current", "true")
    watch.complaints.clear()  # of the fetch that failed, as it was meant to


def test_off_the_line_no_link_takes_the_figures_away(
    watch: Watch, come_in: ComeIn, alice: ShopSeller
) -> None:
    page = watch.page
    come_in(page, alice)
    page.evaluate("window.isHere = true")
    page.context.set_offline(True)
    expect(page.locator("#flash")).to_contain_text("You are offline")
    page.evaluate("document.getElementById('flash').replaceChildren()")
    page.locator("#activity").get_by_role("link", name="Search and filter").click()
    expect(page.locator("#flash")).to_contain_text("You are offline")
    expect(page.locator("#flash")).to_be_in_viewport()
    assert page.evaluate("window.isHere")
    expect(page.locator("#balance")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#flash")).to_be_empty()
    page.get_by_role("link", name="Payouts", exact=True).click()
    expect(page).to_have_url(re.compile("/payouts$"))
    watch.complaints.clear()  # of what the page asked for by itself meanwhile
