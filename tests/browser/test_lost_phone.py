"""The lost phone in a real browser, on a small screen: from the code screen to the dashboard."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.codes import CODE
from tests.browser.looks import is_accessible
from tests.browser.screens import PHONE
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import ShopSeller

OpenPage = Callable[..., Watch]
NEW = "+4915112999001"


def mailed(site: DashboardServer, address: str) -> str:
    """The newest code that was mailed."""
    found = re.search(r"\b\d{8}\b", site.outbox.to(address)[-1].body)
    assert found
    return found.group()


def looks_right(page: Page) -> None:
    """It fits the screen, and everybody can use it, by day and by night."""
    is_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_lost_her_phone_comes_in_with_a_new_one(
    open_page: OpenPage, site: DashboardServer, alice: ShopSeller
) -> None:
    """C8, C10: every page fits a phone's screen, and the number can be corrected on the way."""
    page = open_page(viewport=PHONE).page
    address = "alice@example.com"
    page.goto(alice.login_link())
    page.get_by_role("link", name="I no longer have this phone").click()
    expect(page.locator("h1")).to_have_text("You no longer have this phone?")
    looks_right(page)
    page.get_by_role("button", name="Mail me a code").click()
    expect(page.locator(CODE)).to_be_visible()
    page.locator(CODE).fill(mailed(site, address))
    page.get_by_role("button", name="Confirm").click()
    number = page.get_by_role("textbox", name="New mobile number")
    number.fill("0800 1234567")
    page.get_by_role("button", name="Text a code to it").click()
    expect(page.get_by_role("alert")).to_contain_text("get no text messages")
    looks_right(page)
    number.fill("0151 12999009")
    page.get_by_role("button", name="Text a code to it").click()
    page.get_by_role("link", name="Use another number").click()
    number.fill(NEW)
    page.get_by_role("button", name="Text a code to it").click()
    expect(page.locator("#verify")).to_contain_text(NEW)
    looks_right(page)
    page.locator(CODE).fill(site.outbox.code(NEW))
    page.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url(f"{site.url}/")
    page.goto("/settings/phone")
    expect(page.locator("#mobile-number")).to_contain_text("nobody can change where you are paid")
    looks_right(page)
    for receiver in (alice.phone, address):
        assert "was changed" in site.outbox.to(receiver)[-1].body
