"""Links that lead into frames: spent ones, sign-outs, windows, and frames within frames."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.codes import CODE
from tests.browser.frames.conftest import HOME, NEIGHBOUR, PATIENCE_MS, STRANGER, Enter
from tests.browser.frames.hosting import hosting
from tests.browser.frames.seen import NAME
from tests.browser.frames.street import Street
from tests.browser.standing_open import HEARS
from tests.shop import ShopSeller

DIARY = "() => [diary, asked]"
Spent = Callable[[ShopSeller], str]


@pytest.fixture
def spent(browser: Browser) -> Iterator[Spent]:
    """Make a link that somebody has opened and used in another browser."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)

    def spent(seller: ShopSeller) -> str:
        page, link = context.new_page(), seller.login_link()
        page.goto(link)
        page.get_by_role("button", name="Text me a code").click()
        page.locator(CODE).wait_for()
        return link

    yield spent
    context.close()


def test_a_spent_link_in_a_plain_frame_says_so(
    page: Page, street: Street, alice: ShopSeller, spent: Spent
) -> None:
    """E3: in words, within the frame, and it stays there."""
    page.goto(street.framing(NEIGHBOUR, spent(alice)))
    frame = page.frame_locator(".frame")
    expect(frame.get_by_text("each link works once")).to_be_visible()
    assert NAME in frame.locator("body").inner_text()


def test_the_element_asks_for_another_link_where_the_first_is_spent(
    page: Page, street: Street, base_url: str, alice: ShopSeller, enter: Enter, spent: Spent
) -> None:
    """E3: once, and the seller sees no more of it than the code's page."""
    links = iter([spent(alice)])
    page.goto(hosting(street, NEIGHBOUR, base_url, lambda: next(links, "") or alice.login_link()))
    enter(page.frame_locator("iframe"), alice)
    page.wait_for_function("() => diary.includes('signedin')")
    assert page.evaluate(DIARY) == [["ready", "expired", "ready", "signedin"], 2]


def test_who_signs_out_in_the_frame_stays_out(
    page: Page, street: Street, base_url: str, alice: ShopSeller, enter: Enter
) -> None:
    """The element does not bring back by itself who has just left."""
    page.goto(hosting(street, NEIGHBOUR, base_url, alice.login_link))
    frame = page.frame_locator("iframe")
    enter(frame, alice)
    frame.locator('form[action$="/signout"] button').first.click()
    expect(frame.get_by_role("heading", name="You are signed out")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate(DIARY) == [["ready", "signedin"], 1]


def test_the_element_on_a_strangers_page_gives_up(
    page: Page, street: Street, base_url: str, alice: ShopSeller
) -> None:
    """E4: it asks for one more link, says `refused`, and shows nothing of ours."""
    page.goto(hosting(street, STRANGER, base_url, alice.login_link))
    page.wait_for_function("() => diary.includes('error refused')")
    assert page.evaluate(DIARY) == [["error refused"], 2]
    expect(page.locator("express-dashboard iframe")).to_have_count(0)


def test_a_page_that_opens_us_in_a_window_has_no_hold_on_it(
    page: Page, street: Street, alice: ShopSeller
) -> None:
    """E8: the window is a tab like any other: the opener can neither see nor lead it."""
    page.goto(street.put_up(STRANGER, "come in"))
    with page.expect_popup() as opened:
        page.evaluate("url => { window.held = open(url); }", alice.login_link())
    tab = opened.value
    tab.get_by_role("button", name="Text me a code").wait_for()
    assert tab.evaluate("[opener, name, parent === self]") == [None, "", True]
    assert page.evaluate("held.closed")  # so it says to its opener, who has lost it
    page.evaluate("url => { held.location = url; }", street.put_up(STRANGER, "phish"))
    page.wait_for_timeout(200)
    expect(tab.get_by_role("button", name="Text me a code")).to_be_visible()


def test_a_frame_within_a_frame_of_another_site_offers_a_tab(
    page: Page, street: Street, base_url: str, alice: ShopSeller
) -> None:
    """E3: both are registered; a cookie of the own site is a third party's there, and dropped."""
    inner = hosting(street, HOME, base_url, alice.login_link)
    page.goto(street.framing(NEIGHBOUR, inner))
    frame = page.frame_locator(".frame").frame_locator("iframe")
    expect(frame.get_by_role("link", name="Open in a new tab")).to_be_visible()


def test_who_signs_out_in_a_tab_is_out_in_the_frame_of_the_same_site(
    page: Page, street: Street, base_url: str, alice: ShopSeller, enter: Enter
) -> None:
    """E2: one site, one jar: the frame hears of it at once and asks for a code."""
    page.goto(hosting(street, HOME, base_url, alice.login_link, 'place="/activity?type=charge"'))
    enter(page.frame_locator("iframe"), alice)
    inside = next(one for one in page.frames if one.parent_frame)
    inside.wait_for_function(HEARS)
    tab = page.context.new_page()
    tab.goto(f"{base_url}/")
    tab.locator('form[action$="/signout"] button').first.click()
    expect(tab.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect(
        page.frame_locator("iframe").get_by_role("button", name="Text me a code")
    ).to_be_visible()
    assert page.evaluate(DIARY) == [["ready", "signedin", "expired", "ready"], 2]
    (again,) = (one.url for one in page.frames if one.parent_frame)
    assert "of=plat_" in again
