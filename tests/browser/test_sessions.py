"""Sessions in a real browser: the devices, the warning before the end, and what is left."""

from collections.abc import Callable
from itertools import chain, repeat

from playwright.sync_api import Page, Route, expect

from tests.browser.lively import feed
from tests.browser.standing_open import HEARS
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
STORED = "() => localStorage.length + sessionStorage.length + document.cookie.length"


def test_one_device_ends_another(
    open_page: OpenPage, come_in: ComeIn, site: DashboardServer, alice: ShopSeller
) -> None:
    """D5, D10: the list names this device; the other one is led to the sign-in at once."""
    here, there = open_page().page, open_page().page
    come_in(there, alice)
    come_in(here, alice)
    here.get_by_role("link", name="Settings").click()
    here.get_by_role("link", name="All devices").click()
    devices = here.get_by_role("listitem").filter(has_text="Signed in")
    expect(devices).to_have_count(2)
    expect(devices.first).to_contain_text("This device")
    devices.last.get_by_role("button", name="Sign out").click()
    expect(devices).to_have_count(1)
    expect(there).to_have_url(f"{site.url}/signin")


def test_sign_out_everywhere_is_everywhere(
    open_page: OpenPage, come_in: ComeIn, site: DashboardServer, alice: ShopSeller
) -> None:
    """D10: this device and the other one; no cookie is left that opens anything."""
    here, there = open_page().page, open_page().page
    come_in(there, alice)
    come_in(here, alice)
    here.goto("/settings/devices")
    here.get_by_role("button", name="Sign out everywhere").click()
    expect(here.locator("h1")).to_have_text("You are signed out")
    assert [cookie["name"] for cookie in here.context.cookies()] == ["__Host-device"]
    expect(there).to_have_url(f"{site.url}/signin")
    for page in (here, there):
        page.goto("/")
        expect(page).to_have_url(f"{site.url}/signin")


def test_nothing_is_stored_where_scripts_can_read(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    """D9: after a tour of all pages, ranges and the feed's end, the stores are empty."""
    come_in(page, alice)
    for path in ("/", "/payouts", "/earnings", "/activity", "/settings", "/settings/devices"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(STORED) == 0, path
    page.goto("/")
    page.get_by_role("link", name="Lifetime").click()
    feed(page).first.click()
    page.go_back()
    page.get_by_role("button", name="Sign out").click()
    assert page.evaluate(STORED) == 0
    assert not page.evaluate("async () => (await indexedDB.databases()).length")


def answers(page: Page, *left: int, is_final: bool = False) -> list[str | None]:
    """Let the server say that so many seconds are left; returns who asked, a person or a timer."""
    asked: list[str | None] = []
    lasting = chain(left, repeat(left[-1]))

    def answer(route: Route) -> None:
        asked.append(route.request.headers.get("x-background"))
        route.fulfill(json={"ends_in": next(lasting), "is_final": is_final})

    page.route("**/settings/session", answer)
    return asked


def test_a_warning_comes_in_time_and_one_click_stays(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    """D3, D4: a minute before the end (WCAG 2.2.1); the page asks by itself, the click does not."""
    page.clock.install()
    come_in(page, alice)
    page.wait_for_function(HEARS)  # a stream still being asked for would wait for too long
    asked = answers(page, 900, 60, 900)
    notice = page.get_by_role("alert")
    expect(notice).to_be_hidden()
    page.clock.fast_forward("14:00")
    page.wait_for_timeout(200)
    assert asked == ["1"]
    expect(notice).to_be_hidden()  # it was used in another tab meanwhile
    page.clock.fast_forward("14:00")
    expect(notice).to_contain_text("signed out in 1 minute")
    notice.get_by_role("button", name="Stay signed in").click()
    expect(notice).to_be_hidden()
    assert asked == ["1", "1", None]


def test_before_the_last_end_there_is_nothing_to_click(
    page: Page, come_in: ComeIn, alice: ShopSeller
) -> None:
    """D3: after twelve hours no use helps, and the page says so."""
    page.clock.install()
    come_in(page, alice)
    page.wait_for_function(HEARS)  # a stream still being asked for would wait for too long
    answers(page, 60, is_final=True)
    page.clock.fast_forward("14:00")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("12 hours")
    expect(notice.get_by_role("button")).to_have_count(0)


def test_a_page_left_open_leaves_by_itself(
    watch: Watch, come_in: ComeIn, site: DashboardServer, alice: ShopSeller
) -> None:
    """D4, D5: when the session is over, no figures stay in sight, though no stream says so."""
    page = watch.page
    page.route("**/live", lambda route: route.abort())
    page.clock.install()
    come_in(page, alice)
    site.flask("sessions", "end", "--account", alice.id)
    page.clock.fast_forward("14:00")
    expect(page).to_have_url(f"{site.url}/signin")
    expect(page.locator("body")).not_to_contain_text("€")
    assert f"401 for fetch {site.url}/settings/session" in watch.complaints
    watch.complaints.clear()
