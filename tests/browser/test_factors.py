"""Apps and recovery codes in a real browser: set up in the settings, used at the door."""

import time
from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser.leaving import sign_out
from tests.browser.looks import is_accessible
from tests.browser.screens import DESKTOP, PHONE
from tests.browser.watch import Watch
from tests.shop import Shop, ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
STEP = 30


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_an_app_is_set_up_and_opens_the_door(
    open_page: OpenPage, come_in: ComeIn, shop: Shop, viewport: dict[str, int], has_script: bool
) -> None:
    """B12: the whole way, with and without a script."""
    page = open_page(viewport=viewport, java_script_enabled=has_script).page
    alice = shop.open_account("alice")
    come_in(page, alice)
    page.goto("/settings/authenticator")
    page.get_by_role("button", name="Set up an app").click()
    page.get_by_text("I cannot scan it").click()
    app = pyotp.TOTP(page.locator(".key").inner_text().replace(" ", ""))
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    page.get_by_label("Six-digit code").fill(app.now())
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator("main")).to_contain_text("On since")
    sign_out(page)
    page.goto(alice.login_link())
    page.get_by_role("link", name="Use your authenticator app").click()
    page.get_by_label("Six-digit code").fill(app.at(int(time.time()) + STEP))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def test_recovery_codes_can_be_kept_and_used(
    open_page: OpenPage, come_in: ComeIn, shop: Shop
) -> None:
    """C11: copied, downloaded, and each used once."""
    page = open_page(accept_downloads=True, permissions=["clipboard-read", "clipboard-write"]).page
    alice = shop.open_account("alice")
    come_in(page, alice)
    page.goto("/settings/recovery-codes")
    page.get_by_role("button", name="Make my codes").click()
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").split() == codes
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert set(codes) <= set(download.value.path().read_text().split())
    sign_out(page)
    page.goto(alice.login_link())
    page.get_by_role("link", name="Use a recovery code").click()
    page.get_by_role("textbox", name="Recovery code").fill(codes[0].lower())
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("main")).to_contain_text("9 of your codes are left")


def test_the_pages_can_be_used_by_everybody(
    open_page: OpenPage, come_in: ComeIn, shop: Shop
) -> None:
    page = open_page().page
    come_in(page, shop.open_account("carla"))
    for name, button in (("authenticator", "Set up an app"), ("recovery-codes", "Make my codes")):
        page.goto(f"/settings/{name}")
        is_accessible(page)
        page.get_by_role("button", name=button).click()
        is_accessible(page)
    page.goto("/settings/passkeys")
    is_accessible(page)
    sign_out(page)
    page.goto("/signin")
    is_accessible(page)
    page.get_by_label("E-mail address").fill("carla@example.com")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("Other ways").click()
    is_accessible(page)
    for name in ("authenticator", "recovery-code", "passkey"):
        page.goto(f"/verify/{name}")
        is_accessible(page)
