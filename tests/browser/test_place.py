"""A link with `#/account` leads there: through the whole sign-in, and for who is in already."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.codes import enter_code
from tests.browser.watch import Watch
from tests.shop import Shop


def test_a_name_behind_the_link_survives_the_sign_in(
    open_page: Callable[..., Watch], shop: Shop
) -> None:
    """E3: no browser sends it to us, so our pages hand it on; filters go with it."""
    alice = shop.open_account("alice")
    page = open_page().page
    page.goto(f"{alice.login_link()}#/activity?type=payout")
    page.get_by_role("link", name="I no longer have this phone").click()
    page.go_back()
    page.get_by_role("button", name="Text me a code").click()
    page.get_by_label("Six-digit code").fill("111111")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("tries left")
    page.get_by_label("Six-digit code").fill(alice.code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/activity?type=payout")
    page.goto("/#/account")
    expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    page.evaluate("location.hash = '#/payouts'")
    page.wait_for_url(lambda url: url.endswith("/payouts") and "#" not in url)
    page.goto("/#//evil.example")
    expect(page.get_by_role("heading", name="Available balance")).to_be_visible()


def test_the_door_of_another_account_is_no_place_of_hers(
    open_page: Callable[..., Watch], shop: Shop
) -> None:
    """E2: who is in as one seller is not led into her pages by another's link."""
    alice, bob = shop.open_account("alice"), shop.open_account("bob")
    page = open_page().page
    for seller in (alice, bob):
        page.goto(f"{seller.login_link()}#/account")
        enter_code(page, seller)
        page.wait_for_url("**/settings")
    expect(page.get_by_text("Bob Example").first).to_be_visible()
