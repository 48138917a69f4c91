"""Tables of money on the screens that are too small for all of their columns."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import PHONE
from tests.browser.test_chart import RANGES, choose
from tests.browser.watch import Watch
from tests.shop import ShopSeller

OVER = "(it) => it.scrollWidth - it.clientWidth"


@pytest.mark.parametrize("width", [390, 360])
def test_no_sum_is_cut_on_a_phone(
    open_page: Callable[..., Watch],
    come_in: Callable[[Page, ShopSeller], None],
    alice: ShopSeller,
    width: int,
) -> None:
    """Thousands in each of three columns, and the count beside the name."""
    write = alice.shop.test.raw_request
    sale = {"type": "charge", "amount": 801_520, "fee": 55_744, "currency": "eur"}
    sales = [{**sale, "created": 1_700_000_000 + day * 864_000} for day in range(60)]
    write("post", "/v1/balance_transactions", lines=sales, stripe_account=alice.id)
    page = open_page(viewport=PHONE | {"width": width}).page
    come_in(page, alice)
    page.goto("/earnings")
    page.get_by_text("Show as a table").click()
    table = page.locator(".earnings__scroll")
    for name in RANGES:
        choose(page, name)
        expect(table.get_by_role("columnheader", name="Net")).to_be_visible()
        assert table.evaluate(OVER) <= 0, name
    shown = "(it) => getComputedStyle(it, '::after').content"
    assert table.locator("tbody th").first.evaluate(shown).startswith('"× ')


def test_a_statement_says_gross_and_fees_on_a_phone(
    page: Page, come_in: Callable[[Page, ShopSeller], None], alice: ShopSeller
) -> None:
    """In columns where there is room, else below the name of what moved."""
    write = alice.shop.test.raw_request
    sale = {"type": "charge", "amount": 801_520, "fee": 55_744, "currency": "eur"}
    lines = [{**sale, "created": 1_735_732_800}]
    write("post", "/v1/balance_transactions", lines=lines, stripe_account=alice.id)
    come_in(page, alice)
    page.goto("/statements/2025-01")
    below = page.get_by_text("€8,015.20 less €557.44 in fees").first
    column = page.get_by_role("columnheader", name="Fee").first
    for width, is_small in ((1280, False), (390, True)):
        page.set_viewport_size({"width": width, "height": 844})
        expect(below).to_be_visible(visible=is_small)
        expect(column).to_be_visible(visible=not is_small)
    assert page.locator(".statement__scroll").first.evaluate(OVER) <= 0
