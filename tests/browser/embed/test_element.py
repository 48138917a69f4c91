"""`<express-dashboard>` on a page of a platform's, in Chromium; the tests speak for the frame."""

import time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.embed.frames import asked, diary, frame_of, say, wait_for, wait_for_address
from tests.browser.host import ONE, TWO, Host, Silent


def test_it_opens_a_link_and_follows_what_the_frame_says(page: Page, show: Any, host: Host) -> None:
    """E5, E6: the frame in its sandbox says its state and height, and the page hears events."""
    frame = show(ONE)()
    assert urlsplit(frame.url).path == "/login/l1" and asked(frame) == {"place": "/"}
    iframe = page.locator("#a iframe")
    sandbox = (iframe.get_attribute("sandbox") or "").split()
    assert {"allow-scripts", "allow-forms", "allow-same-origin", "allow-popups"} <= set(sandbox)
    assert not [token for token in sandbox if "top-navigation" in token]
    assert iframe.get_attribute("title") == "Your earnings"
    say(frame, type="state", state="code")
    say(frame, type="height", height=432)
    expect(iframe).to_have_css("height", "432px")
    say(frame, type="state", state="signedin", place="/")
    say(frame, type="state", state="signedin", place="/activity")
    wait_for(page, "a signedin")
    assert diary(page) == ["a ready", "a signedin"] and host.asked == 1


def test_looks_are_passed_and_told_again_when_they_change(page: Page, show: Any) -> None:
    """Attributes and properties, before the script came and after."""
    looks = """view="balance" theme="dark" language="de" appearance='{"borderRadius": "0px"}'"""
    frame = show(f'<express-dashboard id="a" {looks}></express-dashboard>')()
    assert asked(frame) == {"place": "/", "language": "de"}
    named = frame.evaluate("JSON.parse(window.name)")
    assert named["view"] == "balance" and named["theme"] == "dark"
    assert named["appearance"] == {"borderRadius": "0px"}
    assert named["express"] == 1 and named["host"] == page.evaluate("location.origin")
    frame.evaluate("addEventListener('message', ({ data }) => { window.told = data; })")
    page.evaluate("a.appearance = { variables: { colorPrimary: '#123456' } }")
    frame.wait_for_function("window.told?.appearance.colorPrimary === '#123456'")
    page.evaluate("a.theme = null")
    frame.wait_for_function("window.told.theme === null")
    assert frame.evaluate("[told.type, told.express, told.view]") == ["look", 1, "balance"]


def test_an_expired_session_is_renewed_at_the_same_place(page: Page, show: Any, host: Host) -> None:
    frame = show(ONE)()
    say(frame, type="state", state="signedin", place="/activity?type=charge&min=5")
    say(frame, type="state", state="expired")
    wait_for(page, "a expired")
    wait_for_address(page, "a", "/l2")
    renewed = frame_of(page, "a")
    assert asked(renewed)["place"] == "/activity?type=charge&min=5"
    say(renewed, type="state", state="expired")  # in vain: no circle, but a button
    wait_for(page, "a error expired")
    assert host.asked == 2
    page.get_by_role("button", name="Try again").click()
    wait_for_address(page, "a", "/l3")
    assert asked(frame_of(page, "a"))["place"] == "/activity?type=charge&min=5"


def test_one_of_two_signs_in_for_both(page: Page, show: Any, host: Host) -> None:
    frame = show(TWO)
    first = frame("a")
    assert host.asked == 1 and page.locator("#b iframe").count() == 0
    say(first, type="state", state="signedin", place="/")
    second = frame("b")
    say(second, type="state", state="signedin", place="/")
    wait_for(page, "a signedin", "b signedin")
    for one in (first, second):  # both sessions end at once: again one leads
        say(one, type="state", state="expired")
    wait_for(page, "a expired", "b expired")
    page.wait_for_timeout(100)
    assert host.asked == 3


def test_the_next_one_leads_when_the_first_goes(page: Page, show: Any) -> None:
    frame = show(TWO)
    frame("a")
    page.evaluate("a.remove()")
    say(frame("b"), type="state", state="signedin", place="/")
    wait_for(page, "b signedin")
    page.evaluate("document.body.append(b)")  # and one that is put back opens anew
    wait_for_address(page, "b", "/l3")


def test_another_language_comes_by_another_link(page: Page, show: Any) -> None:
    """The server writes the pages, so it has to be told; the place stays."""
    frame = show(ONE)()
    say(frame, type="state", state="signedin", place="/payouts")
    wait_for(page, "a signedin")
    page.evaluate("a.language = 'ja'")
    frame.wait_for_url("**/login/l2?*")
    assert asked(frame) == {"place": "/payouts", "language": "ja"}  # in the same frame


def test_a_page_that_says_nothing_is_asked_once_more_and_then_given_up(
    page: Page, show: Any, host: Host, dashboard: Silent
) -> None:
    show(ONE, lambda: f"{dashboard.origin}/login/mute")()
    wait_for(page, "a error refused")
    assert host.asked == 2
    assert diary(page) == ["a error refused"]


def test_where_cookies_are_blocked_the_frame_gets_a_fresh_link(page: Page, show: Any) -> None:
    """E3: for a new tab, since no frame can keep the sign-in here."""
    frame = show(ONE)()
    frame.evaluate("addEventListener('message', ({ data }) => { window.told = data; })")
    say(frame, type="state", state="blocked")
    wait_for(page, "a error blocked")
    frame.wait_for_function("window.told?.type === 'link' && told.url.includes('/login/l2')")


def test_a_place_is_asked_for_and_changed(page: Page, show: Any, host: Host) -> None:
    frame = show('<express-dashboard id="a" place="#/account"></express-dashboard>')()
    assert asked(frame)["place"] == "/settings"
    say(frame, type="state", state="signedin", place="/settings")
    wait_for(page, "a signedin")
    page.evaluate("a.place = '#/payouts'")
    frame.wait_for_url("**/payouts")
    assert host.asked == 1


def test_a_frame_says_twice_that_all_is_over_and_is_renewed_once(
    page: Page, show: Any, host: Host, dashboard: Silent
) -> None:
    """What it still says while a link is on its way is not heard."""

    def slow_link() -> str:
        time.sleep(0.3 if host.asked > 1 else 0)
        return f"{dashboard.origin}/login/l{host.asked}"

    frame = show(ONE, slow_link)()
    say(frame, type="state", state="signedin", place="/payouts")
    say(frame, type="state", state="expired")
    wait_for(page, "a expired")
    page.wait_for_timeout(100)
    say(frame, type="state", state="signedin", place="/")
    say(frame, type="state", state="expired")
    wait_for_address(page, "a", "/l2")
    assert asked(frame_of(page, "a"))["place"] == "/payouts"
    assert diary(page) == ["a ready", "a signedin", "a expired"]


def test_a_page_that_gives_links_itself_gives_another_one(
    page: Page, show: Any, dashboard: Silent
) -> None:
    """By `src`: the element says that all is over, and keeps the place for the next link."""
    link = f"{dashboard.origin}/login/"
    frame = show(f'<express-dashboard id="a" src="{link}first"></express-dashboard>')()
    say(frame, type="state", state="signedin", place="/payouts?status=paid")
    say(frame, type="state", state="expired")
    wait_for(page, "a expired")
    assert frame_of(page, "a") == frame
    page.evaluate("link => { a.src = link; }", f"{link}second")
    wait_for_address(page, "a", "/second")
    assert asked(frame_of(page, "a"))["place"] == "/payouts?status=paid"
    assert diary(page) == ["a ready", "a signedin", "a expired"]


def test_a_language_chosen_while_the_code_is_typed_is_spoken_afterwards(
    page: Page, show: Any
) -> None:
    """The sign-in goes on as it began: to open it anew would want another code."""
    frame = show(ONE)()
    say(frame, type="state", state="code")
    wait_for(page, "a ready")
    page.evaluate("a.language = 'fr'")
    page.wait_for_timeout(100)
    assert "/login/l1" in frame.url
    say(frame, type="state", state="signedin", place="/activity")
    frame.wait_for_url("**/login/l2?*")
    assert asked(frame) == {"place": "/activity", "language": "fr"}
