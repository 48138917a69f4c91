"""Money appears by itself on pages that stand open; what is being read stays where it is."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lively import feed
from tests.browser.standing_open import ComeIn, listening, sell
from tests.browser.watch import Watch
from tests.shop import ShopSeller

# When the first row of the list is another one, by the browser's clock.
WAIT_FOR_ROW = """() => { window.cameAt = 0;
  const list = document.querySelector('#activity ol');
  new MutationObserver(() => { window.cameAt ||= Date.now(); }).observe(list, { childList: true });
}"""
COUNT_SHIFTS = """() => { window.shifts = 0;
  const count = (list) => list.getEntries().forEach((it) => { window.shifts += it.value; });
  new PerformanceObserver(count).observe({ type: 'layout-shift' });
}"""
LAST_POINT = "() => Chart.getChart(document.querySelector('canvas')).data.datasets[0].data.at(-1)"
TOP_OF = "(it) => it.getBoundingClientRect().top"


def test_a_sale_shows_by_itself_on_every_panel(
    watch: Watch, come_in: ComeIn, alice: ShopSeller, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same chart, the same open table, the focus where it was; no panel is shifted."""
    page = watch.page
    come_in(page, alice)
    listening(page, "/?range=7d")
    page.get_by_text("Show as a table").click()
    page.locator("#range-7d").focus()
    hero, before = page.locator(".balance__hero"), page.evaluate(LAST_POINT)
    was, chart = hero.inner_text(), page.locator("canvas").element_handle()
    page.evaluate(WAIT_FOR_ROW)
    page.evaluate(COUNT_SHIFTS)
    loads, took = watch.loads, []
    for number in (1, 2, 3):
        answered = sell(alice, f"Live kite {number}")
        expect(feed(page).first).to_have_text(f"Live kite {number}")
        took.append(round(page.evaluate("window.cameAt") - answered * 1000))
        page.evaluate("window.cameAt = 0")
        page.wait_for_timeout(300)
    with capsys.disabled():
        print(f"\nmilliseconds from the API's answer to the row: {took}")
    expect(hero).not_to_have_text(was)
    page.wait_for_function(f"(sum) => ({LAST_POINT})() === sum", arg=before + 3 * 2_000)
    assert chart.evaluate("(it) => it === document.querySelector('canvas') && !!it.width")
    assert page.locator(".earnings__numbers").evaluate("(it) => it.open")
    expect(page.locator("#range-7d")).to_be_focused()
    expect(page.locator("[data-news]")).to_have_text("1 new line")
    assert page.evaluate("window.shifts") < 0.005  # a column of the table made room for a figure
    assert watch.loads == loads
    assert page.url.endswith("/?range=7d")


def test_a_line_that_is_taken_back_says_so_by_itself(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    """On its own page, too: what takes it back, with its amount and a way there."""
    transfer = alice.shop.test.v1.transfers.create(
        {"amount": 1_234, "currency": "eur", "destination": alice.id}
    )
    (line,) = alice.shop.test.v1.balance_transactions.list({"limit": 1}, options=alice.acting).data
    come_in(page, alice)
    listening(page, f"/activity/{line.id}")
    expect(page.locator("main")).to_contain_text("€12.34")
    alice.shop.test.v1.transfers.reversals.create(transfer.id)
    taken_back = page.locator(".facts__row", has_text="Taken back by")
    expect(taken_back).to_contain_text("−€12.34")


def test_rows_that_come_do_not_move_what_is_read(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    """At the top they slide in; further down they are offered, and come when they are asked for."""
    come_in(page, alice)
    listening(page, "/activity?currency=eur")
    sums = page.locator("#activity-sums")
    expect(sums).to_contain_text("60 lines")
    sell(alice, "While nobody reads")
    expect(feed(page).first).to_have_text("While nobody reads")
    expect(sums).to_contain_text("61 lines")
    page.get_by_role("link", name="Show older").scroll_into_view_if_needed()
    expect(feed(page)).to_have_count(51)
    row = page.locator("#activity .line").nth(25)
    top, count = row.evaluate(TOP_OF), feed(page).count()
    sell(alice, "While somebody reads")
    offer = page.get_by_role("link", name="1 new line")
    expect(offer).to_be_visible()
    assert row.evaluate(TOP_OF) == top
    assert feed(page).count() == count
    offer.press("Enter")
    expect(feed(page).first).to_be_focused()
    expect(feed(page).first).to_have_text("While somebody reads")
    expect(feed(page).first).to_be_in_viewport()
    expect(feed(page)).to_have_count(count + 1)
    links = [link.get_attribute("href") for link in feed(page).all()]
    assert len(links) == len(set(links))
    page.locator("body").click(position={"x": 5, "y": 5})
    page.evaluate("scrollTo(0, 0)")
    sell(alice, "A moment after somebody read")
    expect(offer).to_be_visible()
    expect(feed(page).first).to_have_text("A moment after somebody read")
    expect(offer).to_be_hidden()
