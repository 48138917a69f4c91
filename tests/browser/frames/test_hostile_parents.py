"""Who is not registered shows nothing of ours, whatever page is around the frame."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.codes import enter_code
from tests.browser.frames.conftest import HOME, NEIGHBOUR, PATIENCE_MS
from tests.browser.frames.hostile import PARENTS
from tests.browser.frames.seen import (
    NAME,
    has_brand,
    shows_nothing_of_ours,
    wait_for_refusals,
    words,
)
from tests.browser.frames.street import Street, frames
from tests.shop import Shop, ShopSeller


@pytest.fixture(scope="module")
def victim(browser: Browser, dashboard: Shop) -> Iterator[Page]:
    """A browser whose owner is signed in to the dashboard, in a tab of its own."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    seller = dashboard.open_account("alice")
    page.goto(seller.login_link())
    enter_code(page, seller)
    page.wait_for_url("**/")
    yield page
    context.close()


@pytest.mark.parametrize("trick", PARENTS)
def test_a_hostile_page_shows_nothing_of_ours(
    victim: Page, street: Street, base_url: str, alice: ShopSeller, trick: str
) -> None:
    """E4: neither the signed-in page nor a login link's renders; nobody's words or colours."""
    urls = [f"{base_url}/", alice.login_link()]
    victim.goto(PARENTS[trick](street, urls))
    wait_for_refusals(victim, len(urls))
    assert shows_nothing_of_ours(victim), words(victim)


NOBODYS = (
    "/signin", "/settings/session", "/embed.js", "/healthz",
    "/v1/openapi.json", "/statements/check",
)  # fmt: skip


def test_a_registered_page_shows_nothing_that_is_nobodys(
    victim: Page, street: Street, base_url: str
) -> None:
    """E4: what belongs to no platform, JSON and files: none of it renders in a frame."""
    victim.goto(f"{base_url}/")
    file = victim.locator("link[rel=stylesheet]").first.get_attribute("href") or ""
    urls = [base_url + path for path in (*NOBODYS, file)]
    victim.goto(street.put_up(HOME, frames(urls)))
    wait_for_refusals(victim, len(urls))
    assert shows_nothing_of_ours(victim), words(victim)


@pytest.mark.parametrize("name", [HOME, NEIGHBOUR])
def test_a_registered_page_shows_the_way_in(
    victim: Page, street: Street, alice: ShopSeller, name: str
) -> None:
    """E4: the same eyes see it where it may be seen."""
    victim.goto(street.framing(name, alice.login_link()))
    expect(
        victim.frame_locator(".frame").get_by_role("button", name="Text me a code")
    ).to_be_visible()
    assert NAME in words(victim) and has_brand(victim)
    assert not shows_nothing_of_ours(victim)
