"""One panel alone in a frame: what it still says, and what stands for a panel that is hidden."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.browser.frames.conftest import HOME, Enter
from tests.browser.frames.hosting import hosting
from tests.browser.frames.street import Street
from tests.shop import Shop, open_shop

VIEWS = {"balance": ".balance", "payouts": ".payouts", "earnings": ".earnings", "activity": ".feed"}
HIDDEN = ("payouts", "earnings")
SHOWN = """() => [...document.querySelectorAll('.home > *')]
  .filter((one) => one.checkVisibility()).map((one) => one.className)"""


@pytest.fixture
def narrow(dashboard: Shop, street: Street, closing: ExitStack) -> Shop:
    """A platform that hides two of the panels from its sellers."""
    hidden = [f"--hide={panel}" for panel in HIDDEN]
    return open_shop(
        dashboard.server, "Narrow", closing, f"--origin={street.origin(HOME)}", *hidden
    )


def test_a_view_is_its_panel_and_names_the_zone(
    page: Page, street: Street, base_url: str, dashboard: Shop, narrow: Shop, enter: Enter
) -> None:
    """The panel alone; if the platform has hidden it a sentence, and never somebody else's."""
    for shop in (dashboard, narrow):
        seller = shop.open_account("alice")
        page.goto(hosting(street, HOME, base_url, seller.login_link, 'view="balance"'))
        frame = page.frame_locator("iframe")
        enter(frame, seller)
        expect(frame.locator(".balance")).to_be_visible()
        for view, panel in VIEWS.items():
            page.evaluate("v => { document.querySelector('express-dashboard').view = v; }", view)
            expect(frame.locator("html")).to_have_attribute("data-view", view)
            shown = frame.locator("html").evaluate(SHOWN)
            if shop is narrow and view in HIDDEN:
                assert shown == ["frame-nothing"], view
                expect(frame.get_by_text("Narrow does not show this here.")).to_be_visible()
            else:
                assert len(shown) == 1 and panel[1:] in shown[0].split(), (view, shown)
            expect(frame.get_by_text("All dates and times are in")).to_be_visible()
            expect(frame.locator("#end")).to_be_hidden()
