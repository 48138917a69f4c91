"""A page's own function that never answers keeps no panel of it waiting for ever."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.embed.frames import asked, frame_of, wait_for
from tests.browser.host import TWO, Host, Silent

PATIENCE_MS = 15_000


@pytest.fixture
def first_hangs(page: Page, show: Any, host: Host, dashboard: Silent) -> Iterator[None]:
    """Two panels; the first has asked for a link and gets none, the second waits."""
    let_go = threading.Event()

    def link() -> str:
        number = host.asked
        if number == 1:
            let_go.wait()
        return f"{dashboard.origin}/login/l{number}"

    page.clock.install()
    with page.expect_request("**/link"):
        show(TWO, link)
    yield
    let_go.set()


@pytest.mark.usefixtures("first_hangs")
def test_a_link_that_never_comes_is_an_error_and_the_next_panel_s_turn(page: Page) -> None:
    page.clock.fast_forward(PATIENCE_MS)
    wait_for(page, "a error link_failed")
    assert asked(frame_of(page, "b")) == {"place": "/"}
    expect(page.locator("#a").get_by_role("button", name="Try again")).to_be_visible()


@pytest.mark.usefixtures("first_hangs")
def test_a_panel_that_goes_while_it_waits_for_its_link_leaves_its_turn(page: Page) -> None:
    page.evaluate("window.gone = a; a.remove()")
    assert asked(frame_of(page, "b")) == {"place": "/"}
    page.clock.fast_forward(PATIENCE_MS)
    assert page.evaluate("[diary.length, gone.shadowRoot.querySelector('iframe')]") == [0, None]
