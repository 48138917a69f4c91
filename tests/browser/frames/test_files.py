"""Nobody may frame a file, and yet it is saved by who clicks it in a frame."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import firefox
from tests.browser.firefox import Firefox
from tests.browser.frames.conftest import NEIGHBOUR, Enter
from tests.browser.frames.street import Street
from tests.browser.frames.test_firefox import CLICK, come_in
from tests.shop import ShopSeller

MAY_SAVE = 'sandbox="allow-scripts allow-forms allow-same-origin allow-popups allow-downloads"'
GO = "() => { location.href = '/activity'; }"


def test_a_list_is_saved_from_within_a_frame(
    page: Page, street: Street, alice: ShopSeller, enter: Enter
) -> None:
    """E4, E6: frame-ancestors 'none' on a file keeps no browser from saving it."""
    page.goto(street.framing(NEIGHBOUR, alice.login_link(), MAY_SAVE))
    frame = page.frame_locator(".frame")
    enter(frame, alice)
    frame.locator("#activity").wait_for()
    frame.locator("html").evaluate(GO)
    with page.expect_download() as saved:
        frame.get_by_role("link", name="Download CSV").click()
    assert saved.value.suggested_filename.endswith(".csv")
    assert "Lines: 0" in saved.value.path().read_text()


@pytest.mark.skipif(firefox.found() is None, reason=firefox.HELP)
def test_a_list_is_saved_from_within_a_frame_of_firefox(
    tmp_path: Path, street: Street, alice: ShopSeller
) -> None:
    """E4, E6: the same there."""
    saved, home = tmp_path / "saved", tmp_path / "home"
    saved.mkdir()
    home.mkdir()
    where = {"browser__download__folderList": 2, "browser__download__dir": str(saved)}
    browser = Firefox(home, **where)
    try:
        browser.go(street.framing(NEIGHBOUR, alice.login_link(), MAY_SAVE))
        browser.into("iframe")
        come_in(browser, alice)
        browser.wait("return document.querySelector('#activity')")
        browser.run("location.href = '/activity'")
        browser.wait(CLICK, "Download CSV")
        browser.wait_until(lambda: list(saved.glob("*.csv")), "a file")
        assert not [one for one in browser.documents() if one.startswith("about:neterror")]
    finally:
        browser.stop()
