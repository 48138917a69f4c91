"""Two proofs at the sign-in by e-mail address, on the smallest screen; a script is not needed."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.codes import CODE
from tests.browser.test_lost_phone import looks_right, mailed
from tests.browser.watch import Watch
from tests.cast import PHONES
from tests.dashboard_server import DashboardServer
from tests.shop import ShopSeller, open_shop

SMALL = {"width": 320, "height": 568}
PATIENCE = 50
Known = tuple[ShopSeller, str]


@pytest.fixture
def dora(site: DashboardServer, closing: ExitStack) -> Known:
    """A seller with a live account on a platform that asks for two proofs, and her address."""
    shop = open_shop(site, "A market with a very long name", closing, "--signin-proofs", "two")
    email = f"dora{next(PHONES)[1:]}@example.com"
    return replace(shop, test=shop.live).open_account("dora", email=email), email


def texted(site: DashboardServer, seller: ShopSeller) -> str:
    """The code, which goes out behind the answer to who came by an e-mail address."""
    for _ in range(PATIENCE):
        if site.outbox.to(seller.phone):
            break
        time.sleep(0.1)
    return seller.code


def looks_right_if_it_can_be_asked(page: Page, *, has_script: bool) -> None:
    if has_script:  # without one nobody can look into the page
        looks_right(page)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_a_text_and_a_mail_open_the_door(
    open_page: Callable[..., Watch], site: DashboardServer, dora: Known, has_script: bool
) -> None:
    """B4: each step says what comes next, and fits."""
    page = open_page(viewport=SMALL, java_script_enabled=has_script).page
    seller, address = dora
    page.goto("/signin")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("button", name="Text me a code").click()
    expect(page.locator("h1")).to_have_text("Enter the code")
    page.locator(CODE).fill(texted(site, seller))
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("One more step")
    expect(page.locator("#verify")).to_contain_text("asks you to prove in a second way")
    looks_right_if_it_can_be_asked(page, has_script=has_script)
    page.get_by_role("button", name="Mail me a code").click()
    page.locator(CODE).fill(mailed(site, address))
    looks_right_if_it_can_be_asked(page, has_script=has_script)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{site.url}/")
