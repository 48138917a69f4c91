"""The main job as one story, in a real browser: from the platform's link to the seller's money."""

import re
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.codes import CODE, enter_code
from tests.browser.lively import LINES, feed
from tests.browser.screens import DESKTOP, PHONE
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import Shop, ShopSeller, open_shop

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
screens = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])


def the_whole_feed(page: Page) -> None:
    """Scroll until nothing older is there."""
    for _ in range(LINES):
        if feed(page).count() == LINES:
            break
        page.mouse.wheel(0, 20_000)
        page.wait_for_timeout(50)
    expect(feed(page)).to_have_count(LINES)


@screens
def test_the_story(
    open_page: OpenPage, shop: Shop, alice: ShopSeller, viewport: dict[str, int]
) -> None:
    """D9: after the whole tour the browser's storage is empty."""
    watch = open_page(viewport=viewport)
    page = watch.page
    page.goto(alice.login_link())
    expect(page).to_have_url(f"{shop.server.url}/verify")
    expect(page.locator("main")).to_contain_text(f"••{alice.phone[-2:]}")
    expect(page.locator("body")).to_contain_text("Acme")
    assert not shop.server.outbox.to(alice.phone)
    page.get_by_role("button", name="Text me a code").click()
    expect(page.locator(CODE)).to_be_visible()
    page.locator(CODE).fill(f"{alice.code[:3]} {alice.code[3:]}")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{shop.server.url}/")
    main = page.locator("main")
    for words in ("Available balance", "Upcoming payouts", "Earnings", "Activity", "Expected"):
        expect(main).to_contain_text(words)
    expect(main).to_contain_text("Your payout of €15.00 did not arrive")
    loads = watch.loads
    switches_ranges(page)
    page.goto("/")
    the_whole_feed(page)
    days = page.locator("#activity h3 time").evaluate_all("all => all.map(it => it.dateTime)")
    assert set(Counter(days).values()) == {1}
    assert days == sorted(days, reverse=True)
    assert watch.loads == loads + 1, "only our own goto loaded a page"
    stored = "() => localStorage.length + sessionStorage.length"
    assert page.evaluate(stored) == 0


def switches_ranges(page: Page) -> None:
    """Each range changes the numbers and the address, in the same page."""
    page.evaluate("() => { window.isSamePage = true }")
    seen = set()
    for name in ("24 hours", "7 days", "3 months", "Year", "Lifetime", "4 weeks"):
        page.get_by_role("navigation", name="Time range").get_by_role("link", name=name).click()
        current = page.locator('nav[aria-label="Time range"] [aria-current="true"]')
        expect(current).to_contain_text(name)
        canvas = page.locator("canvas[data-chart]")
        expect(canvas).to_have_count(1)
        seen.add(canvas.get_attribute("data-chart"))
        expect(page).to_have_url(re.compile(r"range="))
    assert len(seen) == 6
    assert page.evaluate("() => window.isSamePage") is True


def test_back_after_a_switch_of_range_shows_a_whole_page(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    come_in(page, alice)
    page.get_by_role("link", name="Lifetime").click()
    expect(page).to_have_url(re.compile("range=all"))
    page.reload()
    expect(page.locator("nav[aria-label=Pages]")).to_be_visible()
    page.go_back()
    expect(page.locator("nav[aria-label=Pages]")).to_be_visible()
    expect(page.locator("canvas[data-chart]")).to_have_count(1)


def test_without_javascript_all_of_it_is_plain_links_and_forms(
    open_page: OpenPage, come_in: ComeIn, alice: ShopSeller
) -> None:
    page = open_page(java_script_enabled=False).page
    come_in(page, alice)
    page.get_by_role("link", name="Lifetime").click()
    expect(page.locator('nav[aria-label="Time range"] [aria-current="true"]')).to_contain_text(
        "Lifetime"
    )
    page.goto("/")
    seen = feed(page).count()
    while page.get_by_role("link", name="Show older").count():
        page.get_by_role("link", name="Show older").click()
        seen += feed(page).count()
    assert seen == LINES
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("h1")).to_have_text("You are signed out")


@screens
def test_after_signing_out_back_shows_nothing(
    open_page: OpenPage, come_in: ComeIn, alice: ShopSeller, viewport: dict[str, int]
) -> None:
    """D8: Back shows neither figures nor words."""
    page = open_page(viewport=viewport).page
    come_in(page, alice)
    page.goto("/payouts")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("h1")).to_have_text("You are signed out")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["__Host-device"]
    for _ in range(2):
        page.go_back()
        expect(page.locator("main")).not_to_contain_text("€")
        expect(page.locator("main")).not_to_contain_text("Kite")


def test_the_cookies_are_what_they_should_be(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    """D6: as a real browser keeps it; no script can read it."""
    come_in(page, alice)
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert set(cookies) == {"__Host-session", "__Host-device"}
    assert cookies["__Host-session"]["expires"] == -1  # ends with the browser
    for cookie in cookies.values():
        assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "localhost")
    assert page.evaluate("() => document.cookie") == ""


def test_signing_out_goes_back_to_the_platform(
    page: Page, site: DashboardServer, closing: ExitStack
) -> None:
    elsewhere = "http://127.0.0.1:9"
    shop = open_shop(site, "Kiosk", closing, "--origin", elsewhere)
    page.route(f"{elsewhere}/**", lambda route: route.fulfill(body="<h1>At the platform</h1>"))
    bob = shop.open_account("bob")
    # Ours, not Stripe's: the SDK's types do not know it, and its requests carry it all the same.
    wanted: Any = {"redirect_url": f"{elsewhere}/bye"}
    page.goto(shop.test.v1.accounts.login_links.create(bob.id, wanted).url)
    enter_code(page, bob)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{elsewhere}/bye")
    expect(page.locator("h1")).to_have_text("At the platform")
