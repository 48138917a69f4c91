"""A browser that keeps no cookie of a frame: seen at once, and a new tab with a fresh link."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.codes import enter_code
from tests.browser.frames.conftest import HOME, NEIGHBOUR
from tests.browser.frames.hosting import hosting
from tests.browser.frames.street import Street
from tests.shop import ShopSeller


@pytest.fixture
def navigations(forgetful: Page) -> list[Request]:
    """Every document that the page's frames asked the dashboard for, in order."""
    seen: list[Request] = []

    def see(request: Request) -> None:
        if request.is_navigation_request() and "earnings." in request.url:
            seen.append(request)

    forgetful.on("request", see)
    return seen


@pytest.mark.parametrize("name", [HOME, NEIGHBOUR], ids=["same_site", "cross_site"])
def test_a_dropped_cookie_is_seen_at_once_and_a_tab_opens_with_a_fresh_link(
    forgetful: Page,
    street: Street,
    base_url: str,
    alice: ShopSeller,
    navigations: list[Request],
    name: str,
) -> None:
    """E3: one redirect and its page, then a link to a tab; the seller signs in there."""
    forgetful.goto(hosting(street, name, base_url, alice.login_link, 'place="#/payouts"'))
    offer = forgetful.frame_locator("iframe").get_by_role("link", name="Open in a new tab")
    expect(offer).to_be_visible()
    link, verify = navigations
    assert verify.redirected_from == link
    assert "/verify?of=plat_" in verify.url
    assert forgetful.evaluate("[diary, asked]") == [["ready", "error blocked"], 2]
    fresh = offer.get_attribute("href") or ""
    assert fresh.partition("?")[0] != link.url.partition("?")[0]

    with forgetful.expect_popup() as opened:
        offer.click()
    tab = opened.value
    assert tab.evaluate("opener") is None
    enter_code(tab, alice)
    tab.wait_for_url("**/payouts")
    forgetful.wait_for_timeout(300)
    assert len(navigations) == 2  # and nothing has gone round in a circle


def test_a_plain_frame_says_where_else_to_go(
    forgetful: Page, street: Street, alice: ShopSeller, navigations: list[Request]
) -> None:
    """E3: without the script there is no fresh link, so the page names the platform."""
    forgetful.goto(street.framing(NEIGHBOUR, alice.login_link()))
    frame = forgetful.frame_locator("iframe")
    expect(frame.get_by_text("open your earnings there")).to_be_visible()
    expect(frame.get_by_role("link", name="Open in a new tab")).to_be_hidden()
    assert len(navigations) == 2


def test_a_hostile_page_gets_not_even_the_sentence(
    forgetful: Page, street: Street, alice: ShopSeller
) -> None:
    """E4: the page that says so is for the platform's own pages, too."""
    forgetful.goto(street.framing("evil.localhost", alice.login_link()))
    expect(forgetful.frame_locator("iframe").locator("#blocked-title")).to_have_count(0)
