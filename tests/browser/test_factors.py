"""Apps, recovery codes and passkeys in a real browser: set up in the settings, used at the door."""

import json
import time
from collections.abc import Callable
from dataclasses import replace

import pyotp
import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.screens import DESKTOP, PHONE
from tests.browser.test_accessibility import is_accessible
from tests.browser.watch import Watch
from tests.shop import Shop, ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
STEP = 30


@pytest.fixture
def carla(shop: Shop) -> ShopSeller:
    """A seller with a live account, who may come by herself."""
    return replace(shop, test=shop.live).open_account("carla")


def give_device(page: Page, *, knows_owner: bool = True) -> CDPSession:
    """Put a device that keeps passkeys into the browser; it asks who holds it, or cannot."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": knows_owner,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    return session


def add_passkey(page: Page, name: str) -> None:
    page.goto("/settings/passkeys")
    page.get_by_label("Name of the new passkey").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator(".entry", has_text=name)).to_be_visible()


def sign_out(page: Page) -> None:
    page.locator('form[action$="/signout"] button').first.click()
    expect(page.locator("body")).to_contain_text("signed out")


def test_a_passkey_is_added_and_opens_both_doors(
    page: Page, come_in: ComeIn, carla: ShopSeller
) -> None:
    """B14: with Chromium's own device: made in the settings, used after a link and without one."""
    come_in(page, carla)
    give_device(page)
    add_passkey(page, "My laptop")
    is_accessible(page)
    sign_out(page)
    page.goto(carla.login_link())
    page.get_by_role("link", name="Use a passkey").click()
    is_accessible(page)
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url("**/")
    expect(page.locator("body")).to_contain_text("Carla")
    sign_out(page)
    page.goto("/signin")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/")
    expect(page.locator("body")).to_contain_text("Carla")


def test_a_removed_passkey_opens_nothing(page: Page, come_in: ComeIn, carla: ShopSeller) -> None:
    """B14: the device still has it; we no longer do."""
    come_in(page, carla)
    give_device(page)
    add_passkey(page, "My laptop")
    page.get_by_role("button", name="Remove My laptop").click()
    expect(page.locator(".entry")).to_have_count(0)
    sign_out(page)
    page.goto("/signin")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("was not accepted")
    expect(page).to_have_url(f"{carla.shop.server.url}/signin/passkey")


def test_a_device_that_does_not_know_its_owner_is_no_use(
    page: Page, come_in: ComeIn, carla: ShopSeller
) -> None:
    """B14: without finger, face or PIN no passkey is made; the page says what to do."""
    come_in(page, carla)
    give_device(page, knows_owner=False)
    page.goto("/settings/passkeys")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Try once more, or choose another way")
    expect(page.get_by_role("button", name="Add a passkey")).to_be_enabled()


def test_one_device_makes_one_passkey(page: Page, come_in: ComeIn, carla: ShopSeller) -> None:
    come_in(page, carla)
    give_device(page)
    add_passkey(page, "My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("has a passkey for this account already")


def test_a_signature_is_worth_nothing_a_second_time(
    page: Page, come_in: ComeIn, carla: ShopSeller
) -> None:
    """B14: what the browser sent once is posted again, in the same browser and in another."""
    come_in(page, carla)
    give_device(page)
    add_passkey(page, "My laptop")
    sign_out(page)
    page.goto("/signin")
    with page.expect_request("**/signin/passkey") as sent:
        page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/")
    sign_out(page)
    page.goto("/signin")
    body = json.dumps(sent.value.post_data)
    post = f"fetch('/signin/passkey', {{method: 'POST', body: new URLSearchParams({body})}})"
    assert page.evaluate(f"{post}.then((answer) => answer.status)") == 422


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


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_pages_can_be_used_by_everybody(
    open_page: OpenPage, come_in: ComeIn, carla: ShopSeller, color_scheme: str
) -> None:
    page = open_page(color_scheme=color_scheme).page
    come_in(page, carla)
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
