"""A session made in a frame of one platform's page is seen there and nowhere else."""

import pytest
from playwright.sync_api import Page, Request

from tests.browser.frames.conftest import HOME, NEIGHBOUR, RIVAL, STRANGER, Enter
from tests.browser.frames.street import Street
from tests.shop import Shop, ShopSeller

PATH = "/activity"


def sent_cookies(page: Page, url: str, base_url: str) -> list[str]:
    """The names of our cookies that go out with each document of ours, as a page opens."""
    seen: list[Request] = []

    def see(request: Request) -> None:
        if request.is_navigation_request() and request.url.startswith(base_url):
            seen.append(request)

    page.on("request", see)
    page.goto(url)
    page.remove_listener("request", see)
    assert seen
    sent = [request.all_headers().get("cookie", "") for request in seen]
    return [part.partition("=")[0] for text in sent for part in text.split("; ") if part]


@pytest.mark.usefixtures("rival")
def test_a_session_of_a_frame_goes_to_no_other_page(
    tab: Page, street: Street, base_url: str, alice: ShopSeller, enter: Enter
) -> None:
    """E2: not top-level, not under another platform's site, not under a stranger's."""
    tab.goto(street.framing(NEIGHBOUR, alice.login_link()))
    enter(tab.frame_locator(".frame"), alice)
    for url in (
        base_url + PATH,
        street.framing(RIVAL, base_url + PATH),
        street.framing(STRANGER, base_url + PATH),
        street.framing(HOME, base_url + PATH),  # the same platform, but another site of its
    ):
        assert sent_cookies(tab, url, base_url) == []
    assert "__Host-session" in sent_cookies(
        tab, street.framing(NEIGHBOUR, base_url + PATH), base_url
    )


@pytest.mark.usefixtures("rival")
def test_a_session_of_a_tab_goes_into_no_frame_of_another_site(
    tab: Page, street: Street, base_url: str, alice: ShopSeller, enter: Enter
) -> None:
    """E2: the other way round; the platform's own site alone shares it."""
    tab.goto(street.framing(HOME, alice.login_link()))
    enter(tab.frame_locator(".frame"), alice)
    for name in (NEIGHBOUR, RIVAL, STRANGER):
        assert sent_cookies(tab, street.framing(name, base_url + PATH), base_url) == []
    for url in (base_url + PATH, street.framing(HOME, base_url + PATH)):
        assert "__Host-session" in sent_cookies(tab, url, base_url)


def test_two_platforms_on_two_sites_have_two_sessions(
    tab: Page,
    street: Street,
    base_url: str,
    rival: Shop,
    alice: ShopSeller,
    enter: Enter,
) -> None:
    """E2: each frame has its own seller, side by side in one browser."""
    mallory = rival.open_account("mallory")
    for name, seller in ((NEIGHBOUR, alice), (RIVAL, mallory)):
        tab.goto(street.framing(name, seller.login_link()))
        enter(tab.frame_locator(".frame"), seller)
    for name, theirs in ((NEIGHBOUR, "Alice"), (RIVAL, "Mallory")):
        tab.goto(street.framing(name, base_url + "/settings"))
        frame = tab.frame_locator(".frame")
        assert theirs in frame.locator("body").inner_text()
