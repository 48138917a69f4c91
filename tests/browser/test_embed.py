"""The dashboard on a platform's own page: the real script, the real frame, two sites."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest
from playwright.sync_api import Browser, Error, FrameLocator, Page, expect

from tests.browser.codes import CODE, enter_code
from tests.browser.embed.frames import diary, wait_for
from tests.browser.host import ONE, Host, serving
from tests.browser.lively import lively_seller
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import Shop, ShopSeller, open_shop

PANELS = ONE.replace("id=", 'view="balance" id=') + ONE.replace('id="a"', 'id="b" view="payouts"')


@pytest.fixture(scope="module")
def host(servers: Callable[[str], DashboardServer]) -> Iterator[Host]:
    """The platform's site."""
    with serving(Host(servers("sqlite").url), "127.0.0.1") as host:
        yield host


@pytest.fixture(scope="module")
def kiosk(servers: Callable[[str], DashboardServer], host: Host, closing: ExitStack) -> Shop:
    """The platform, whose own page may frame the dashboard."""
    return open_shop(servers("sqlite"), "Kiosk", closing, "--origin", host.origin)


@pytest.fixture(scope="module")
def carla(kiosk: Shop) -> ShopSeller:
    """A seller on it, with sales of some weeks."""
    return lively_seller(kiosk)


@pytest.fixture
def watch(browser: Browser, host: Host) -> Iterator[Watch]:
    """The watch over the platform's page, which may not complain."""
    context = browser.new_context(base_url=host.origin)
    context.set_default_timeout(10_000)
    watch = Watch(context.new_page())
    yield watch
    context.close()
    assert not watch.complaints


def inside(page: Page, element: str = "a") -> FrameLocator:
    """What is in an element's frame."""
    return page.frame_locator(f"#{element} iframe")


def show(page: Page, host: Host, seller: ShopSeller, markup: str = ONE) -> None:
    host.shows(markup, seller.login_link)
    page.goto("/")


def height(page: Page, element: str = "a") -> float:
    box = page.locator(f"#{element} iframe").bounding_box()
    assert box
    return box["height"]


def test_a_seller_signs_in_within_the_platforms_page(
    page: Page, host: Host, carla: ShopSeller
) -> None:
    """E1, E5, E6: in the sandbox, with third-party cookies blocked, without a bar to scroll."""
    show(page, host, carla)
    enter_code(inside(page), carla)
    expect(inside(page).locator("#activity")).to_be_visible()
    wait_for(page, "a ready", "a signedin")
    assert diary(page) == ["a ready", "a signedin"]
    content = inside(page).locator("html").evaluate("html => html.getBoundingClientRect().height")
    page.wait_for_function(
        "h => Math.abs(a.shadowRoot.querySelector('iframe').offsetHeight - h) < 2", arg=content
    )
    assert inside(page).locator("html").evaluate("html => html.scrollWidth <= html.clientWidth")
    for feature in ("publickey-credentials-get", "clipboard-write"):
        allows = f"() => document.featurePolicy.allowsFeature('{feature}')"
        assert inside(page).locator("html").evaluate(allows), feature


def test_a_page_in_the_frame_that_nobody_may_frame_is_left_again(
    page: Page, watch: Watch, host: Host, carla: ShopSeller
) -> None:
    """It says nothing, so another link is opened, which leads who is in to her place."""
    show(page, host, carla)
    enter_code(inside(page), carla)
    wait_for(page, "a signedin")
    address = f"{host.dashboard}/healthz"
    page.evaluate("url => { a.shadowRoot.querySelector('iframe').src = url; }", address)
    page.wait_for_timeout(1_000)
    expect(inside(page).locator("#activity")).to_be_visible(timeout=20_000)
    assert host.asked == 2
    watch.complaints.clear()


def test_two_panels_take_one_sign_in_and_their_looks(
    page: Page, host: Host, carla: ShopSeller
) -> None:
    """One code for the page; each panel alone, in the words and colours that it asks for."""
    looks = """language="de" theme="dark" appearance='{"colorPrimary": "#aa3300"}'"""
    show(page, host, carla, PANELS.replace("<express-dashboard", f"<express-dashboard {looks}"))
    expect(inside(page).get_by_role("heading").first).to_be_visible()
    assert page.locator("#b iframe").count() == 0
    button = inside(page).get_by_role("button").first
    button.click()
    field = inside(page).locator(CODE)
    expect(field).to_be_visible()
    field.fill(carla.code)
    field.press("Enter")
    wait_for(page, "a signedin", "b signedin")
    assert host.asked == 2
    for element, panel in (("a", ".balance"), ("b", ".payouts")):
        frame = inside(page, element)
        expect(frame.locator(panel).first).to_be_visible()
        expect(frame.locator(".masthead")).to_be_hidden()
        expect(frame.locator("html")).to_have_attribute("lang", "de")
        expect(frame.locator("html")).to_have_css("color-scheme", "dark")
        expect(frame.locator("html")).to_have_css("--brand", "#aa3300")
    expect(inside(page).locator("#activity")).to_be_hidden()
    page.evaluate("a.theme = 'light'")
    expect(inside(page).locator("html")).to_have_css("color-scheme", "light")
    page.evaluate("b.language = 'fr'")
    expect(inside(page, "b").locator("html")).to_have_attribute("lang", "fr")
    assert host.asked == 3


def test_a_session_that_ended_comes_back_to_its_place(
    page: Page, host: Host, carla: ShopSeller, kiosk: Shop
) -> None:
    """Filters are kept: a new link, a new code, the same list."""
    show(page, host, carla)
    enter_code(inside(page), carla)
    wait_for(page, "a signedin")
    page.evaluate("a.place = '/activity?type=charge'")
    expect(inside(page).locator("a[href*='/activity/txn_']").first).to_be_visible()
    kiosk.server.flask("sessions", "end", "--account", carla.id)
    with suppress(Error):  # it may have noticed by itself already
        inside(page).locator("html").evaluate("() => location.reload()")
    wait_for(page, "a expired")
    enter_code(inside(page), carla)
    expect(inside(page).locator("a[href*='/activity/txn_']").first).to_be_visible()
    assert inside(page).locator("html").evaluate("() => location.search") == "?type=charge"


def test_on_a_page_that_is_not_registered_nothing_is_shown(
    page: Page, watch: Watch, host: Host, shops: Callable[[str], Shop]
) -> None:
    """E4: the browser refuses; the element tries one more link, then says so to its page."""
    show(page, host, shops("sqlite").open_account("eve"))
    wait_for(page, "a error refused")
    assert (diary(page), host.asked) == (["a error refused"], 2)
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    assert any("frame-ancestors" in complaint for complaint in watch.complaints)
    watch.complaints.clear()
