"""Fixtures of the React example: a platform's site with a page for each version of React."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.host import serving
from tests.browser.lively import lively_seller
from tests.browser.react import built, packages
from tests.browser.react.site import ReactSite
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import Shop, ShopSeller, open_shop


@pytest.fixture(scope="session", autouse=True)
def are_installed() -> None:
    """Without the packages there is nothing to build."""
    if not packages.found():
        pytest.skip(packages.HELP)


@pytest.fixture(params=packages.VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    """The version of React."""
    return str(request.param)


@pytest.fixture(scope="module")
def site(
    servers: Callable[[str], DashboardServer], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ReactSite]:
    """The platform's site."""
    scripts = {v: built.script(v, tmp_path_factory.mktemp("react")) for v in packages.VERSIONS}
    site = ReactSite(servers("sqlite").url, scripts)
    with serving(site, "127.0.0.1"):
        yield site


@pytest.fixture(scope="module")
def kiosk(servers: Callable[[str], DashboardServer], site: ReactSite, closing: ExitStack) -> Shop:
    """The platform, whose own pages may frame the dashboard."""
    return open_shop(servers("sqlite"), "Kiosk", closing, "--origin", site.origin)


@pytest.fixture(scope="module")
def carla(kiosk: Shop) -> ShopSeller:
    """A seller on it, with sales of some weeks."""
    return lively_seller(kiosk)


@pytest.fixture
def page(browser: Browser, site: ReactSite, carla: ShopSeller, version: str) -> Iterator[Page]:
    """The platform's page in that version, with nothing on it yet; it may not complain."""
    context = browser.new_context(base_url=site.origin)
    context.set_default_timeout(15_000)
    watch = Watch(context.new_page())
    site.link, site.links = carla.login_link, []
    watch.page.goto(f"/{version}")
    assert watch.page.evaluate("version").startswith(f"{version}.")
    yield watch.page
    context.close()
    assert not watch.complaints
