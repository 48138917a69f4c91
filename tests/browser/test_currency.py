"""The currency switch in a real browser, beside what else one chooses."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_chart import choose
from tests.shop import Shop, ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]


@pytest.fixture
def alice(shop: Shop) -> ShopSeller:
    """A seller who is paid in two currencies."""
    alice = shop.open_account("alice")
    sale = {"type": "charge", "amount": 5_000, "created": int(time.time()) - 60}
    sales = [{**sale, "currency": currency} for currency in ("eur", "jpy")]
    shop.test.raw_request("post", "/v1/balance_transactions", lines=sales, stripe_account=alice.id)
    return alice


def choose_currency(page: Page, code: str) -> None:
    switch = page.get_by_role("navigation", name="Currency")
    switch.get_by_role("link", name=code).click()
    expect(switch.locator('[aria-current="true"]')).to_have_text(re.compile(code))


@pytest.mark.parametrize("path", ["/", "/earnings"])
def test_another_currency_is_shown_over_the_chosen_range(
    page: Page, come_in: ComeIn, alice: ShopSeller, path: str
) -> None:
    come_in(page, alice)
    page.goto(path)
    choose(page, "7 days")
    choose_currency(page, "JPY")
    expect(page).to_have_url(re.compile(rf"{path}\?range=7d&currency=jpy$"))
    expect(page.locator("#range-7d")).to_have_attribute("aria-current", "true")
    choose(page, "Lifetime")
    choose_currency(page, "EUR")
    expect(page).to_have_url(re.compile(rf"{path}\?range=all&currency=eur$"))


def test_a_chosen_currency_stays_from_page_to_page(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    come_in(page, alice)
    choose_currency(page, "JPY")
    for name in ("Payouts", "Earnings", "Activity", "Overview"):
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()
        expect(page.locator('.nav__link[aria-current="page"]')).to_have_text(name)
        expect(page).to_have_url(re.compile(r"\?currency=jpy$"))
    page.get_by_role("link", name="All activity").click()
    expect(page).to_have_url(re.compile("/activity$"))
