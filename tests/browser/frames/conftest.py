"""Fixtures of frames: a street of sites, a dashboard on one of them, and browsers of two minds."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page

from tests.browser import chromium
from tests.browser.codes import enter_code
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
PATIENCE_MS = 15_000
Enter = Callable[[FrameLocator, ShopSeller], None]


@pytest.fixture(scope="session")
def street(closing: ExitStack) -> Street:
    """The sites around the dashboard."""
    street = Street.open()
    closing.callback(street.close)
    return street


@pytest.fixture(scope="session")
def base_url() -> str:
    """Where the dashboard is: on its platform's own site, `earnings` beside `www`."""
    return f"http://earnings.shop.localhost:{free_port()}"


@pytest.fixture(scope="session")
def dashboard(start_server: StartServer, street: Street, base_url: str, closing: ExitStack) -> Shop:
    """The dashboard, and the platform whose pages frame it."""
    server = start_server("sqlite", PORT=base_url.rpartition(":")[2], BASE_URL=base_url)
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


StartBrowser = Callable[[dict[str, Any]], BrowserContext]


@pytest.fixture(scope="session")
def start_browser(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StartBrowser]:
    """Start a Chromium whose owner has chosen this in its settings."""
    with ExitStack() as stack:

        def start(preferences: dict[str, Any]) -> BrowserContext:
            home = tmp_path_factory.mktemp("profile")
            (home / "Default").mkdir()
            (home / "Default" / "Preferences").write_text(json.dumps(preferences))
            context = browser.browser_type.launch_persistent_context(
                home, executable_path=chromium.found(), args=chromium.arguments()
            )
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            return context

        yield start


@pytest.fixture(scope="session")
def _allowing(start_browser: StartBrowser) -> BrowserContext:
    """A Chromium whose owner allows third-party cookies."""
    return start_browser(ALLOWING)


@pytest.fixture(scope="session")
def _dropping(start_browser: StartBrowser, street: Street, base_url: str) -> BrowserContext:
    """A Chromium that keeps nothing for the dashboard in a frame: no partitioned cookie either."""
    pairs = [f"{base_url},{street.origin(name)}" for name in (HOME, NEIGHBOUR)]
    blocked = {pair: {"setting": 2} for pair in pairs}
    return start_browser({"profile": {"content_settings": {"exceptions": {"cookies": blocked}}}})


@pytest.fixture
def forgetful(_dropping: BrowserContext) -> Iterator[Page]:
    """A page of the browser that drops each cookie of a frame."""
    _dropping.clear_cookies()
    page = _dropping.new_page()
    yield page
    for one in _dropping.pages[1:]:
        one.close()


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
        enter_code(frame, seller)
        frame.locator('form[action$="/signout"]').first.wait_for(state="attached")

    return enter
