"""The sandbox that a careful platform puts us into, and the least that we need."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.frames.conftest import HOME, NEIGHBOUR, Enter
from tests.browser.frames.seen import words
from tests.browser.frames.street import Street
from tests.browser.standing_open import HEARS
from tests.browser.watch import Watch
from tests.shop import ShopSeller

NEEDED = "allow-scripts allow-forms allow-same-origin allow-popups"


@pytest.mark.parametrize("name", [HOME, NEIGHBOUR], ids=["same_site", "cross_site"])
def test_everything_works_in_the_sandbox_that_we_ask_for(
    page: Page, street: Street, alice: ShopSeller, enter: Enter, name: str
) -> None:
    """E6: in exactly these four: code, panels, charts, forms, sign-out; no complaint."""
    watch = Watch(page)
    page.goto(street.framing(name, alice.login_link(), f'sandbox="{NEEDED}"'))
    frame = page.frame_locator(".frame")
    enter(frame, alice)
    frame.locator("#earnings a[hx-get]", has_text="7").first.click()
    expect(frame.locator("#earnings [aria-current]", has_text="7")).to_be_visible()
    inside = next(one for one in page.frames if one.parent_frame)
    inside.wait_for_function(HEARS)  # the stream of changes works here, too
    inside.goto(inside.url.rpartition("/")[0] + "/settings")
    expect(frame.get_by_role("heading", name="Settings")).to_be_visible()
    frame.locator('form[action$="/signout"] button').first.click()
    expect(frame.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert not watch.complaints


@pytest.mark.parametrize("token", ["allow-same-origin", "allow-forms"])
def test_a_narrower_sandbox_lets_nobody_in(
    page: Page, street: Street, alice: ShopSeller, token: str
) -> None:
    """E6: without one of them no code goes out, and nothing of the seller's is shown."""
    page.goto(street.framing(HOME, alice.login_link(), f'sandbox="{NEEDED.replace(token, "")}"'))
    button = page.frame_locator(".frame").get_by_role("button", name="Text me a code")
    if button.count():
        button.click()
    page.wait_for_timeout(300)
    assert not alice.shop.server.outbox.to(alice.phone)
    assert "Alice" not in words(page)
