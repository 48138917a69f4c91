"""Fixtures of frames: a street of sites, a dashboard on one of them, and browsers of two minds."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page

from tests.browser import chromium
from tests.browser.frames.seen import BRAND, NAME
from tests.browser.frames.street import Street
from tests.ports import free_port
from tests.served import StartServer
from tests.shop import Shop, ShopSeller, open_shop

HOME, NEIGHBOUR, RIVAL, STRANGER = (
    "www.shop.localhost",
    "127.0.0.1",
    "rival.localhost",
    "evil.localhost",
)
ALLOWING = {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": False}}
PATIENCE_MS = 10_000
Enter = Callable[[FrameLocator, ShopSeller], None]


@pytest.fixture(scope="session")
def street(closing: ExitStack) -> Street:
    """The sites around the dashboard."""
    street = Street.open()
    closing.callback(street.close)
    return street


@pytest.fixture(scope="session")
def dashboard(start_server: StartServer, street: Street, closing: ExitStack) -> Shop:
    """A dashboard of its platform's own site: `earnings.shop.localhost` beside `www`."""
    port = str(free_port())
    base = f"http://earnings.shop.localhost:{port}"
    server = start_server("sqlite", PORT=port, BASE_URL=base)
    safe = street.origin("safe.localhost").replace("http:", "https:")
    origins = [f"--origin={one}" for one in (street.origin(HOME), street.origin(NEIGHBOUR), safe)]
    return open_shop(server, NAME, closing, *origins, f"--brand-color={BRAND}")


@pytest.fixture(scope="session")
def rival(dashboard: Shop, street: Street, closing: ExitStack) -> Shop:
    """Another platform on the same dashboard, with a site of its own."""
    return open_shop(dashboard.server, "Bazaar", closing, f"--origin={street.origin(RIVAL)}")


@pytest.fixture
def alice(dashboard: Shop) -> ShopSeller:
    """A seller of the platform's."""
    return dashboard.open_account("alice")


@pytest.fixture(scope="session")
def _allowing(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A Chromium whose owner allows third-party cookies."""
    profile = tmp_path_factory.mktemp("allowing")
    (profile / "Default").mkdir()
    (profile / "Default" / "Preferences").write_text(json.dumps(ALLOWING))
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=chromium.found(), args=chromium.arguments()
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def blocking(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile that blocks third-party cookies, as Chromium does by itself."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture(params=["blocked", "allowed"])
def context(request: pytest.FixtureRequest) -> BrowserContext:
    """A browser that blocks third-party cookies, and one that allows them."""
    if request.param == "blocked":
        return request.getfixturevalue("blocking")
    context: BrowserContext = request.getfixturevalue("_allowing")
    context.clear_cookies()
    return context


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A page of either browser."""
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture
def page(blocking: BrowserContext) -> Page:
    """A page of the browser that blocks."""
    return blocking.new_page()


@pytest.fixture(scope="session")
def enter() -> Enter:
    """Type the code in the frame that the seller's link was opened in."""

    def enter(frame: FrameLocator, seller: ShopSeller) -> None:
        frame.get_by_role("button", name="Text me a code").click()
        field = frame.locator('input[autocomplete="one-time-code"]')
        field.wait_for()
        field.fill(seller.code)
        frame.get_by_role("button", name="Sign in").click()
        frame.locator('form[action$="/signout"]').first.wait_for(state="attached")

    return enter
