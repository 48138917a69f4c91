"""Apps' web views, imitated: no pop-ups, no storage of the page's own, and agents of their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.codes import CODE
from tests.browser.frames.conftest import NEIGHBOUR, PATIENCE_MS, Enter
from tests.browser.frames.hosting import hosting
from tests.browser.frames.street import Street
from tests.browser.screens import PHONE
from tests.browser.watch import Watch
from tests.shop import ShopSeller

# Android's WebView without `setSupportMultipleWindows` and `setDomStorageEnabled`, and WKWebView
# without a `WKUIDelegate`: both answer `window.open` by nothing.
POOR = """
  window.open = () => null;
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(window, name, {
      get() { throw new DOMException('no storage here', 'SecurityError'); },
    });
  }
  delete window.EventSource; delete window.BroadcastChannel; delete window.PaymentRequest;
  delete window.requestIdleCallback; delete window.PublicKeyCredential;
"""
AGENTS = {
    "android": "Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A; wv) AppleWebKit/537.36 (KHTML,"
    " like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36",
    "ios": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
    " like Gecko) Mobile/15E148",
}


@pytest.fixture(params=AGENTS)
def view(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A web view in some app."""
    options: dict[str, Any] = {"has_touch": True, "is_mobile": True, "viewport": PHONE}
    context: BrowserContext = browser.new_context(user_agent=AGENTS[request.param], **options)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(POOR)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("fragment", "path"), [("#/payouts", "/payouts"), ("#/account", "/settings"), ("", "/")]
)
def test_an_app_opens_a_link_in_its_web_view(
    view: Page, base_url: str, alice: ShopSeller, fragment: str, path: str
) -> None:
    """A deep link of an app's survives the sign-in, without pop-ups and without storage."""
    watch = Watch(view)
    view.goto(alice.login_link() + fragment)
    view.get_by_role("button", name="Text me a code").tap()
    code = view.locator(CODE)
    code.wait_for()
    code.fill(alice.code)
    view.get_by_role("button", name="Sign in").tap()
    view.wait_for_url(base_url + path)
    view.reload()
    expect(view.locator('form[action$="/signout"]').first).to_be_attached()
    assert not watch.complaints


def test_an_app_that_is_a_web_page_frames_us(
    view: Page, street: Street, base_url: str, alice: ShopSeller, enter: Enter
) -> None:
    """In an app's own page, by the element: the same, with nobody's storage."""
    view.goto(hosting(street, NEIGHBOUR, base_url, alice.login_link, 'place="#/payouts"'))
    enter(view.frame_locator("iframe"), alice)
    view.wait_for_function("() => diary.join() === 'ready,signedin'")
    inside = next(one for one in view.frames if one.parent_frame)
    assert inside.url == f"{base_url}/payouts"
    inside.goto(f"{base_url}/")
    expect(inside.get_by_role("heading", name="Activity")).to_be_visible()
