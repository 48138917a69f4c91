"""The settings in a real browser: seen at once, with and without a script, fit for everybody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.codes import CODE
from tests.browser.looks import is_accessible
from tests.browser.screens import DESKTOP, PHONE
from tests.browser.test_lost_phone import looks_right, mailed
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import Shop, ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
NEW = "nora.new@example.org"


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_language_theme_and_zone_are_seen_at_once(
    open_page: OpenPage, come_in: ComeIn, shop: Shop, has_script: bool
) -> None:
    page = open_page(
        viewport=PHONE, java_script_enabled=has_script, color_scheme="light", locale="en-GB"
    ).page
    come_in(page, shop.open_account("nora"))
    page.goto("/settings")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator(".saved")).to_have_text("Saved")
    expect(page.locator("body")).not_to_have_css("background-color", light)
    page.emulate_media(color_scheme="dark")
    page.get_by_role("button", name="Light").click()
    expect(page.locator("body")).to_have_css("background-color", light)
    page.goto("/settings/timezone")
    page.get_by_label("City or country").fill("tokyo")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#preferences")).to_contain_text("Asia/Tokyo")
    expect(page.locator("footer")).to_contain_text("Asia/Tokyo")
    page.get_by_role("combobox", name="Language").select_option(label="العربية")
    page.locator("#preferences form").first.get_by_role("button").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_notifications_are_kept_in_place(open_page: OpenPage, come_in: ComeIn, shop: Shop) -> None:
    """The page is not loaded anew, and what was saved is there when it is."""
    watch = open_page(viewport=DESKTOP)
    page = watch.page
    come_in(page, shop.open_account("nora"))
    page.goto("/settings/notifications")
    loads = watch.loads
    arrives = page.get_by_role("group", name="A payout arrives in your bank account")
    arrives.get_by_label("E-mail").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".saved")).to_have_text("Saved")
    assert watch.loads == loads
    is_accessible(page)
    page.reload()
    expect(arrives.get_by_label("E-mail")).to_be_checked()


def test_another_address_is_proven_on_a_small_screen(
    open_page: OpenPage, come_in: ComeIn, shop: Shop, site: DashboardServer
) -> None:
    """The whole way, every step of it by day and by night."""
    page = open_page(viewport=PHONE).page
    come_in(page, shop.open_account("nora"))
    page.goto("/settings")
    page.get_by_role("link", name="Change (e-mail address)").click()
    page.get_by_label("New e-mail address").fill("nora@localhost")
    looks_right(page)
    page.get_by_role("button", name="Mail a code to it").click()
    expect(page.get_by_role("alert")).to_contain_text("That is no e-mail address")
    looks_right(page)
    page.get_by_label("New e-mail address").fill(NEW)
    page.get_by_role("button", name="Mail a code to it").click()
    expect(page.locator("#verify")).to_contain_text(NEW)
    looks_right(page)
    page.locator(CODE).fill(mailed(site, NEW))
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("#contact .saved")).to_have_text("Saved")
    assert "was changed" in site.outbox.to("nora@example.com")[-1].body
    for path in ("/settings", "/settings/timezone", "/settings/notifications", "/settings/phone"):
        page.goto(path)
        looks_right(page)
    page.goto("/settings/timezone")
    page.get_by_label("City or country").fill("Australia")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Several places fit")
    looks_right(page)
