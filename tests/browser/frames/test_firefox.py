"""Firefox ESR: a whole visit in a frame, and what it does when it keeps nothing for frames."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.browser import firefox
from tests.browser.firefox import Firefox
from tests.browser.frames.conftest import HOME, NEIGHBOUR, RIVAL, STRANGER
from tests.browser.frames.hostile import PARENTS
from tests.browser.frames.hosting import hosting
from tests.browser.frames.street import Street
from tests.shop import Shop, ShopSeller

pytestmark = pytest.mark.skipif(firefox.found() is None, reason=firefox.HELP)
REJECT_ALL_OF_OTHERS = 1  # network.cookie.cookieBehavior
REFUSED = "about:neterror?e=csp"
IN_ELEMENT = "express-dashboard >>> iframe"
CLICK = (
    "const found = [...document.querySelectorAll('a, button')].find((one) =>"
    " one.innerText.trim() === arguments[0]); found?.click(); return Boolean(found)"
)
Start = Callable[..., Firefox]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start a Firefox of certain preferences, one a module."""
    with ExitStack() as stack:
        started: dict[str, Firefox] = {}

        def start(**preferences: Any) -> Firefox:
            key = repr(preferences)
            if key not in started:
                home = tmp_path_factory.mktemp("firefox")
                started[key] = Firefox(home, **preferences)
                stack.callback(started[key].stop)
            started[key].forget()
            return started[key]

        yield start


def come_in(browser: Firefox, seller: ShopSeller) -> None:
    """From the link's page to the seller's own, where we are."""
    browser.wait(CLICK, "Text me a code")
    browser.wait("return document.querySelector('[autocomplete=one-time-code]')")
    type_in = "document.querySelector('[autocomplete=one-time-code]').value = arguments[0]"
    browser.run(type_in, seller.code)
    browser.wait(CLICK, "Sign in")
    browser.wait("return document.querySelector('form[action$=\"/signout\"]')")


SITES = pytest.mark.parametrize("name", [HOME, NEIGHBOUR], ids=["same_site", "cross_site"])


@SITES
def test_a_seller_comes_in_and_goes_out_in_a_frame_of_firefox(
    start: Start, street: Street, alice: ShopSeller, name: str
) -> None:
    """E1: link, code, reload, sign-out; the cookie is partitioned where cross-site alone."""
    visit(start(), street, alice, name)


@pytest.mark.soak
@SITES
def test_twenty_visits_in_a_row_are_alike_in_firefox(
    start: Start, street: Street, dashboard: Shop, name: str
) -> None:
    """E1: each by another seller, in the same profile."""
    browser = start()
    for number in range(20):
        visit(browser, street, dashboard.open_account(f"alice{number}"), name)


def visit(browser: Firefox, street: Street, seller: ShopSeller, name: str) -> None:
    """The whole way, and what is in the jar at each step."""
    browser.go(street.framing(name, seller.login_link()))
    browser.into("iframe")
    come_in(browser, seller)
    (session,) = ours(browser)
    assert session["isSecure"] and session["isHttpOnly"]
    site = street.origin(name).removeprefix("http://").rpartition(":")[0]
    assert session["partition"] == (f"(http,{site})" if name == NEIGHBOUR else "")
    browser.run("window.isOld = true; location.reload()")
    browser.wait("return !window.isOld && document.readyState === 'complete'")
    browser.wait("return document.querySelector('#activity, .activity')")
    browser.run("document.querySelector('form[action$=\"/signout\"]').requestSubmit()")
    browser.wait("return document.body.innerText.includes('You are signed out')")
    assert ours(browser) == []


def ours(browser: Firefox) -> list[dict[str, Any]]:
    """Our cookies that open something."""
    names = ("__Host-session", "__Host-pending")
    return [cookie for cookie in browser.cookies() if cookie["name"] in names]


def test_a_session_of_a_frame_is_seen_nowhere_else_in_firefox(
    start: Start, street: Street, base_url: str, rival: Shop, alice: ShopSeller
) -> None:
    """E2: not in a tab of its own, nor on another platform's page."""
    browser = start()
    browser.go(street.framing(NEIGHBOUR, alice.login_link()))
    browser.into("iframe")
    come_in(browser, alice)
    browser.go(f"{base_url}/activity")
    assert browser.run("return location.pathname") == "/signin"
    for name in (RIVAL, STRANGER):
        browser.go(street.framing(name, f"{base_url}/activity"))
        browser.into("iframe")
        assert "Alice" not in browser.words()
    browser.go(street.framing(NEIGHBOUR, f"{base_url}/activity"))
    browser.into("iframe")
    browser.wait("return document.querySelector('form[action$=\"/signout\"]')")


def test_hostile_pages_show_nothing_of_ours_in_firefox(
    start: Start, street: Street, base_url: str, alice: ShopSeller
) -> None:
    """E4: while its owner is signed in in a tab; each trick by its own page."""
    browser = start()
    browser.go(alice.login_link())
    come_in(browser, alice)
    for name, trick in PARENTS.items():
        browser.go(trick(street, [f"{base_url}/"]))
        browser.wait_until(lambda: is_refused(browser), name)
        assert not [one for one in browser.documents() if one.startswith(base_url)], name
    browser.go(street.framing(HOME, f"{base_url}/"))
    assert f"{base_url}/" in browser.documents()  # where it may be


def is_refused(browser: Firefox) -> bool:
    """Is the browser's own page in a frame, or none at all in an <object> or <embed>?"""
    documents = browser.documents()
    return len(documents) == 1 or any(one.startswith(REFUSED) for one in documents)


def test_firefox_that_keeps_nothing_of_third_parties_keeps_the_own_site_s(
    start: Start, street: Street, alice: ShopSeller
) -> None:
    """E1: why the dashboard is best hosted on the platform's own site."""
    visit(start(network__cookie__cookieBehavior=REJECT_ALL_OF_OTHERS), street, alice, HOME)


def test_firefox_that_keeps_nothing_for_frames_opens_a_tab(
    start: Start, street: Street, base_url: str, alice: ShopSeller
) -> None:
    """E3: seen after one redirect; the tab's fresh link signs the seller in."""
    browser = start(network__cookie__cookieBehavior=REJECT_ALL_OF_OTHERS)
    browser.go(hosting(street, NEIGHBOUR, base_url, alice.login_link, 'place="#/payouts"'))
    browser.into(IN_ELEMENT)
    browser.wait("return document.querySelector('[data-fresh-link]')?.checkVisibility()")
    redirects = "return performance.getEntriesByType('navigation')[0].redirectCount"
    assert browser.run(redirects) == 1
    assert ours(browser) == []
    before = set(browser.tell("WebDriver:GetWindowHandles"))
    browser.wait(CLICK, "Open in a new tab")
    browser.tell("WebDriver:SwitchToFrame")
    assert browser.wait("return diary") == ["ready", "error blocked"]
    (tab,) = new_tabs(browser, before)
    browser.tell("WebDriver:SwitchToWindow", handle=tab)
    come_in(browser, alice)
    assert browser.run("return location.pathname") == "/payouts"
    assert [cookie["partition"] for cookie in ours(browser)] == [""]


def new_tabs(browser: Firefox, before: set[str]) -> set[str]:
    """The tabs that have been opened since."""
    for _ in range(100):
        now = set(browser.tell("WebDriver:GetWindowHandles")) - before
        if now:
            return now
        browser.run("return 1")
    return set()
