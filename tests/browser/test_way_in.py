"""From the platform's button to the seller's page, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.codes import CODE, enter_code
from tests.browser.screens import DESKTOP, PHONE
from tests.browser.watch import Watch
from tests.shop import Shop, ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_seller_comes_in_and_goes_out(
    open_page: Callable[..., Watch], come_in: ComeIn, shop: Shop, viewport: dict[str, int]
) -> None:
    page = open_page(viewport=viewport).page
    come_in(page, shop.open_account("alice"))
    expect(page.locator("body")).to_contain_text("Alice")
    page.locator('form[action$="/signout"] button').first.click()
    expect(page.locator("body")).to_contain_text("signed out")
    page.goto("/")
    expect(page).to_have_url(f"{shop.server.url}/signin")


def test_a_scanner_that_runs_scripts_leaves_the_link_to_the_human(
    open_page: Callable[..., Watch], shop: Shop
) -> None:
    """A5: half an hour of timers, the mouse, the wheel, sent nothing; the link is still good."""
    alice, seen = shop.open_account("alice"), set[str]()
    link, scanner = alice.login_link(), open_page().page
    scanner.on("request", lambda request: seen.add(request.method))
    scanner.clock.install()
    scanner.goto(link)
    scanner.clock.run_for("30:00")
    scanner.mouse.move(200, 200)
    scanner.mouse.wheel(0, 400)
    scanner.wait_for_load_state("networkidle")
    assert seen == {"GET"}
    assert not shop.server.outbox.to(alice.phone)
    human = open_page().page
    human.goto(link)
    enter_code(human, alice)
    expect(human).to_have_url(f"{shop.server.url}/")
    assert len(shop.server.outbox.to(alice.phone)) == 1


def test_a_wrong_code_keeps_the_form(page: Page, shop: Shop) -> None:
    page.goto(shop.open_account("bob").login_link())
    page.get_by_role("button", name="Text me a code").click()
    page.locator(CODE).fill("111111")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("body")).to_contain_text("4 tries left")
    expect(page.locator(CODE)).to_be_visible()
