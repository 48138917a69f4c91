"""Messages that nobody should believe: to the frame, and to the element on the platform's page."""

from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.frames.conftest import NEIGHBOUR, STRANGER, Enter
from tests.browser.frames.hosting import hosting
from tests.browser.frames.street import Street
from tests.browser.watch import Watch
from tests.shop import ShopSeller

LOOK = {"express": 1, "type": "look", "theme": "dark", "view": "balance"}
STATE = {"express": 1, "type": "state", "state": "expired"}
# What else a message could be; each is posted by the one window that may speak.
JUNK = """() => [
  null, undefined, 0, -1, NaN, Infinity, true, 'look', '', [], [[]], {}, new Date(), /x/, 1n,
  new Map([['express', 1]]), new Set([1]), new ArrayBuffer(8), new Error('no'), new Uint8Array(9),
  (() => { const o = { express: 1, type: 'look' }; o.self = o; return o; })(),
  { express: '1', type: 'look', theme: 'dark' }, { express: 2, type: 'look', theme: 'dark' },
  { express: 1 }, { express: 1, type: 7 }, { express: 1, type: 'LOOK', theme: 'dark' },
  { express: 1, type: 'constructor' }, { express: 1, type: '__proto__' },
  { express: 1, type: ['look'], theme: 'dark' }, { express: 1, type: { look: 1 } },
  { express: 1, type: 'look', theme: 'dark', appearance: 'x'.repeat(5000) },
  { express: 1, type: 'look', theme: { dark: 1 }, view: ['activity'], appearance: [] },
  { express: 1, type: 'look', theme: '__proto__', view: 'constructor', appearance: 7 },
  JSON.parse('{"express": 1, "type": "look", "__proto__": {"theme": "dark"}}'),
  JSON.parse('{"express": 1, "type": "look", "appearance": {"__proto__": {"colorText": "red"}}}'),
  { express: 1, type: 'look', appearance: { toString: 'x', hasOwnProperty: 1, length: 1e9 } },
  { express: 1, type: 'look', appearance: {
    colorPrimary: 'red;} body { display: none', colorBackground: 'url(https://evil.localhost/x)',
    colorText: 'var(--ink)', fontFamily: 'x; background: red', borderRadius: '99999px',
    spacingUnit: '-4px', zoom: '9', '--ink': 'red' } },
  { express: 1, type: 'link', url: 'javascript:document.body.remove()' },
  { express: 1, type: 'link', url: 'https://evil.localhost/login/x' },
  { express: 1, type: 'link', url: { toString: 1 } },
  { express: 1, type: 'height', height: 9 }, { express: 1, type: 'state', state: 'expired' },
]"""
FACE = """() => [document.documentElement.outerHTML.slice(0, document.documentElement.outerHTML
  .indexOf('>')), document.documentElement.style.cssText, getComputedStyle(document.body).display,
  location.href, Object.keys(Object.prototype).length, {}.theme]"""
DIARY = "() => [diary, asked, document.querySelector('express-dashboard').offsetHeight]"


def inside_of(page: Page, origin: str) -> Frame:
    """The frame with a document of that origin."""
    return next(one for one in page.frames if one.parent_frame and one.url.startswith(origin))


@pytest.fixture
def held(
    page: Page, street: Street, base_url: str, alice: ShopSeller, enter: Enter
) -> tuple[Page, Frame, Frame]:
    """A platform's page that holds a signed-in seller by the element, and a stranger's frame."""
    url = hosting(street, NEIGHBOUR, base_url, alice.login_link)
    page.goto(url)
    enter(page.frame_locator("iframe"), alice)
    page.wait_for_function("() => diary.includes('signedin')")
    stranger = street.put_up(STRANGER, "an advertisement")
    page.evaluate(
        "url => { const ad = document.createElement('iframe'); ad.src = url;"
        " document.body.append(ad); return new Promise((done) => { ad.onload = done; }); }",
        stranger,
    )
    return page, inside_of(page, base_url), inside_of(page, street.origin(STRANGER))


def test_junk_from_the_platforms_own_page_changes_nothing(held: tuple[Page, Frame, Frame]) -> None:
    """E5: wrong types, sizes, values and tricks with prototypes are dropped in silence."""
    page, frame, _ = held
    watch = Watch(page)
    before = frame.evaluate(FACE)
    number = page.evaluate(
        f"() => {{ const junk = ({JUNK})();"
        "const frame = document.querySelector('express-dashboard').shadowRoot"
        ".querySelector('iframe').contentWindow;"
        "for (const one of junk) frame.postMessage(one, '*'); return junk.length; }"
    )
    assert number > 40
    page.wait_for_timeout(300)
    assert frame.evaluate(FACE) == before
    assert not watch.complaints
    told(page, LOOK)
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")  # it was heard at all


def told(page: Page, message: dict[str, Any]) -> None:
    """Say this to the frame as the element does."""
    page.evaluate(
        "message => document.querySelector('express-dashboard').shadowRoot"
        ".querySelector('iframe').contentWindow.postMessage(message, '*')",
        message,
    )


def test_a_stranger_beside_it_is_heard_by_neither(held: tuple[Page, Frame, Frame]) -> None:
    """E5: well-formed messages of another window and origin change nothing."""
    page, frame, stranger = held
    before, diary = frame.evaluate(FACE), page.evaluate(DIARY)
    stranger.evaluate(
        "([look, state]) => { for (let i = 0; i < parent.frames.length; i += 1) {"
        " parent.frames[i].postMessage(look, '*'); }"
        " parent.postMessage(look, '*'); parent.postMessage(state, '*');"
        " parent.postMessage({ express: 1, type: 'height', height: 5000 }, '*'); }",
        [LOOK, STATE],
    )
    page.wait_for_timeout(300)
    assert frame.evaluate(FACE) == before
    assert page.evaluate(DIARY) == diary


def test_the_element_believes_no_junk_of_its_own_frame(held: tuple[Page, Frame, Frame]) -> None:
    """E5: even if a page of ours were made to speak, it can say a height and a state."""
    page, frame, _ = held
    watch = Watch(page)
    diary = page.evaluate(DIARY)
    frame.evaluate(
        f"() => {{ for (const one of ({JUNK})().slice(0, -2)) parent.postMessage(one, '*');"
        "for (const height of [0, -5, 1.5, '900', 1e9, NaN, null, { valueOf: 1 }])"
        " parent.postMessage({ express: 1, type: 'height', height }, '*');"
        "for (const state of ['EXPIRED', 'constructor', '__proto__', 7, null, ['expired'], {}])"
        " parent.postMessage({ express: 1, type: 'state', state }, '*');"
        "parent.postMessage({ express: 1, type: 'state', state: 'expired',"
        " place: 'x'.repeat(9000) }, '*');"
        "parent.postMessage({ express: 1, type: 'state', state: 'signedin',"
        " place: '//evil.localhost/' }, '*'); }"
    )
    page.wait_for_timeout(300)
    assert page.evaluate(DIARY) == diary
    assert not watch.complaints


def test_the_frame_tells_one_window_of_one_origin(
    page: Page, street: Street, alice: ShopSeller, enter: Enter
) -> None:
    """E5: a page that is not registered is told nothing, nor one that gives a wrong name."""
    ear = (
        "<script>window.heard = [];"
        "addEventListener('message', ({ data, origin }) => heard.push([data, origin]));</script>"
    )
    for host in (street.origin(STRANGER), "*", "null", street.origin(NEIGHBOUR) + "/", ""):
        name = f'{{"express": 1, "host": "{host}"}}'.replace('"', "&quot;")
        body = f'{ear}<iframe name="{name}" src="{alice.login_link()}"></iframe>'
        page.goto(street.put_up(NEIGHBOUR, body))
        expect(
            page.frame_locator("iframe").get_by_role("button", name="Text me a code")
        ).to_be_visible()
        page.wait_for_timeout(100)
        assert page.evaluate("heard") == [], host
