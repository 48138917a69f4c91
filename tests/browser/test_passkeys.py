"""Passkeys in a real browser, with Chromium's own device: made in the settings, used at a door."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.leaving import sign_out
from tests.browser.looks import is_accessible
from tests.shop import Shop, ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]


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
