"""A platform's page around a dashboard that says nothing by itself."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser.embed.frames import frame_of
from tests.browser.host import Host, Silent, serving
from tests.browser.watch import Watch


@pytest.fixture(scope="module")
def dashboard() -> Iterator[Silent]:
    """The dashboard's address."""
    with serving(Silent(), "localhost") as silent:
        yield silent


@pytest.fixture(scope="module")
def host(dashboard: Silent) -> Iterator[Host]:
    """The platform's."""
    with serving(Host(dashboard.origin), "127.0.0.1") as host:
        yield host


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may not complain."""
    context = browser.new_context()
    watch = Watch(context.new_page())
    context.set_default_timeout(15_000)
    yield watch.page
    context.close()
    assert not watch.complaints


@pytest.fixture
def show(page: Page, host: Host, dashboard: Silent) -> Callable[..., Callable[..., Frame]]:
    """Show a page of the platform's: `frame = show(ONE)`; `frame("a")` is that element's frame."""
    numbers = count(1)

    def show(markup: str, link: Callable[[], str] | None = None) -> Callable[..., Frame]:
        host.shows(markup, link or (lambda: f"{dashboard.origin}/login/l{next(numbers)}"))
        page.goto(host.origin)
        return lambda element="a": frame_of(page, element)

    return show
