"""The code in a browser: asked for, and typed once its page has come."""

from playwright.sync_api import FrameLocator, Page, expect

from tests.shop import ShopSeller

CODE = 'input[autocomplete="one-time-code"]'


def enter_code(place: Page | FrameLocator, seller: ShopSeller) -> None:
    """Ask for a code and type it, on a whole page or in a frame.

    A click does not wait for what it leads to: until the field is there, no text need have gone
    out, or the newest may be an old one.
    """
    place.get_by_role("button", name="Text me a code").click()
    field = place.locator(CODE)
    expect(field).to_be_visible()
    field.fill(seller.code)
    place.get_by_role("button", name="Sign in").click()
