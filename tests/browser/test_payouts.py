"""Payouts in a real browser: by a hasty hand, without scripts, and for everybody."""

import re
import time
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import is_accessible
from tests.browser.screens import PHONE
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import Shop, ShopSeller, sdk

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
BANK = {"object": "bank_account", "bank_name": "Sparkasse", "last4": "4711"}
NAMED = re.compile(r".*/payouts/po_\w+$")


@pytest.fixture(scope="module")
def kiosk(servers: Callable[[str], DashboardServer], closing: ExitStack) -> Shop:
    """A platform that lets its sellers move their money."""
    site = servers("sqlite")
    made = site.create_platform("Kiosk")
    site.flask("platform", "controls", made["id"], "--allow", "pay_out", "--allow", "schedule")
    clients = [sdk(site, made[f"{mode}_secret_key"], closing) for mode in ("test", "live")]
    return Shop(site, *clients)


@pytest.fixture
def nora(kiosk: Shop) -> ShopSeller:
    """A seller with €50."""
    nora = kiosk.open_account("nora", external_account=BANK)
    sale = {"type": "charge", "amount": 5_000, "currency": "eur", "created": int(time.time()) - 9}
    nora.shop.test.raw_request("post", "/v1/balance_transactions", stripe_account=nora.id, **sale)
    return nora


def payouts(seller: ShopSeller) -> list[int]:
    """How much was paid out, the latest first."""
    listed = seller.shop.test.v1.payouts.list(options=seller.acting)
    return [payout.amount for payout in listed.data]


def test_a_double_click_pays_once(page: Page, come_in: ComeIn, nora: ShopSeller) -> None:
    come_in(page, nora)
    page.goto("/payouts")
    page.get_by_role("link", name="Pay out now").click()
    page.get_by_label("How much").fill("12.50")
    page.get_by_role("button", name="Pay out").dblclick()
    expect(page).to_have_url(NAMED)
    expect(page.locator("main")).to_contain_text("€12.50")
    assert payouts(nora) == [1_250]


def test_all_of_it_works_without_scripts(
    open_page: OpenPage, come_in: ComeIn, nora: ShopSeller
) -> None:
    page = open_page(java_script_enabled=False, viewport=PHONE).page
    come_in(page, nora)
    page.goto("/pay-out")
    page.get_by_label("How much").fill("7")
    page.get_by_role("button", name="Pay out").click()
    expect(page).to_have_url(NAMED)
    page.goto("/payout-schedule")
    page.get_by_label("Every week").check()
    page.get_by_label("Monday").uncheck()
    page.get_by_label("Friday").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("every week on Friday")
    page.goto("/payout-calendar")
    page.get_by_role("button", name="Make the address").click()
    address = page.locator("#calendar-address").inner_text()
    assert page.request.get(address).ok
    page.get_by_role("button", name="Revoke the address").click()
    expect(page.get_by_role("button", name="Make the address")).to_be_visible()
    assert payouts(nora) == [700]


def test_everybody_can_use_them(open_page: OpenPage, come_in: ComeIn, nora: ShopSeller) -> None:
    page = open_page(viewport=PHONE).page
    come_in(page, nora)
    for path in ("/pay-out", "/payout-schedule", "/payout-calendar"):
        page.goto(path)
        is_accessible(page)
    page.get_by_role("button", name="Make the address").click()
    is_accessible(page)
    page.goto("/pay-out")
    page.get_by_label("How much").fill("5,000")
    page.get_by_role("button", name="Pay out").click()
    expect(page.get_by_role("alert")).to_contain_text("You have €50.00 available")
    is_accessible(page)
    nora.shop.server.flask("payouts", "run")
    hold = {"payouts": {"hold": {"reason": "review", "acts": "platform", "message": "Soon."}}}
    nora.shop.test.raw_request("post", f"/v1/accounts/{nora.id}", settings=hold)
    for path in ("/", "/payouts", "/pay-out"):
        page.goto(path)
        expect(page.locator("main")).to_contain_text("Your payouts are held for now")
        is_accessible(page)
    page.goto("/payouts")
    page.locator('a[href^="/payouts/po_"]').first.click()
    is_accessible(page)
