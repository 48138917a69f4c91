"""The whole sign-in in a frame as narrow as the smallest phones."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Frame, FrameLocator, Page, expect

from tests.browser.codes import CODE
from tests.browser.frames.conftest import HOME, NEIGHBOUR
from tests.browser.frames.hosting import hosting
from tests.browser.frames.street import Street
from tests.shop import ShopSeller

NARROW = 'style="width: 320px"'
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('.door :is(button, .button, input)')]
  .filter((it) => it.checkVisibility() && it.offsetHeight < 44).map((it) => it.outerHTML)"""


def fits(page: Page, step: FrameLocator) -> None:
    """Nothing is cut off at the side, and what is pressed is as high as a finger."""
    step.locator("body").wait_for()
    frame: Frame = next(one for one in page.frames if one.parent_frame)
    assert frame.evaluate(OVERFLOW) == 0, frame.url
    assert frame.evaluate(SMALL) == [], frame.url


@pytest.mark.parametrize("name", [HOME, NEIGHBOUR], ids=["same_site", "cross_site"])
def test_a_seller_signs_in_within_320_pixels(
    page: Page, street: Street, base_url: str, alice: ShopSeller, name: str
) -> None:
    """B15: the code's field takes the phone's suggestion; its message is bound to our origin."""
    page.goto(hosting(street, name, base_url, alice.login_link, f'{NARROW} place="#/account"'))
    step = page.frame_locator("iframe")
    ask = step.get_by_role("button", name="Text me a code")
    expect(ask).to_be_visible()
    fits(page, step)
    ask.click()
    field = step.locator(CODE)
    expect(field).to_be_visible()
    fits(page, step)
    assert (field.get_attribute("inputmode"), field.get_attribute("type")) == ("numeric", "text")
    assert field.get_attribute("autofocus") is None  # no frame may take the page's focus
    last_line = alice.shop.server.outbox.to(alice.phone)[-1].body.splitlines()[-1]
    assert re.fullmatch(r"@(\S+) #(\d{6})", last_line)
    assert last_line == f"@{urlsplit(base_url).hostname} #{alice.code}"

    field.fill("111111")
    step.get_by_role("button", name="Sign in").click()
    expect(step.get_by_text("4 tries left")).to_be_visible()
    fits(page, step)
    field.fill(alice.code)
    step.get_by_role("button", name="Sign in").click()
    expect(step.get_by_role("heading", name="Settings")).to_be_visible()
    fits(page, step)
    # The element is as high as what is in it: no scroll bar within the page.
    inside = next(one for one in page.frames if one.parent_frame)
    page.wait_for_function(
        "height => document.querySelector('express-dashboard').offsetHeight >= height",
        arg=inside.evaluate("document.documentElement.offsetHeight"),
    )
