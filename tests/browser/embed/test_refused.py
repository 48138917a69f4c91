"""What `<express-dashboard>` does not take: links and places elsewhere, messages of others."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.embed.frames import asked, diary, frame_of, say, wait_for, wait_for_address
from tests.browser.host import ONE, TWO, Host, Silent


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/login/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "/v1/x",
        "",
        "//evil.example/login/x",
    ],
)
def test_a_link_of_another_origin_is_refused(page: Page, show: Any, link: str) -> None:
    show(ONE, lambda: link)
    wait_for(page, "a error link_invalid")
    assert page.locator("#a iframe").count() == 0
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


@pytest.mark.parametrize(
    "error",
    [
        "new DOMException('gone', 'AbortError')",  # its code is 20
        "Object.assign(new Error('gone'), { code: 'ERR_NETWORK' })",
        "Object.assign(new Error('gone'), { code: 'link_invalid' })",
        "undefined",
    ],
)
def test_an_error_of_the_page_s_own_is_a_link_that_failed(
    page: Page, show: Any, error: str
) -> None:
    """The codes are the few that are written down, whatever the page's function throws."""
    frame = show(ONE)()
    say(frame, type="state", state="signedin")
    wait_for(page, "a signedin")
    page.evaluate(f"() => {{ a.fetchLoginLink = async () => {{ throw {error}; }}; }}")
    say(frame, type="state", state="expired")
    page.wait_for_function("diary.some((entry) => entry.startsWith('a error'))")
    assert diary(page)[-1] == "a error link_failed"


FORGED: list[dict[str, Any]] = [
    {"express": 1, "type": "height", "height": "9999px"},
    {"express": 1, "type": "height", "height": -5},
    {"express": 1, "type": "height", "height": 1e9},
    {"express": 1, "type": "height", "height": 9999, "more": "x" * 5_000},
    {"express": 2, "type": "height", "height": 9999},
    {"type": "height", "height": 9999},
    {"express": 1, "type": "state", "state": "constructor"},
    {"express": 1, "type": "state", "state": "signedin", "more": "x" * 5_000},
    {"express": 1, "type": "state"},
    {"express": 1, "type": "link", "url": "/"},
]


def test_forged_oversized_and_foreign_messages_are_ignored(page: Page, show: Any) -> None:
    """E5: from another window nothing counts, from the frame's only what is well formed."""
    frame = show(ONE)()
    say(frame, type="height", height=333)
    expect(page.locator("#a iframe")).to_have_css("height", "333px")
    for message in FORGED:
        frame.evaluate("message => parent.postMessage(message, '*')", message)
    for text in ("null", "1n", "'x'", "(() => { const o = { express: 1 }; o.o = o; return o; })()"):
        frame.evaluate(f"parent.postMessage({text}, '*')")
    for message in ({"type": "height", "height": 9999}, {"type": "state", "state": "signedin"}):
        page.evaluate("message => postMessage({ express: 1, ...message }, '*')", message)
    page.wait_for_timeout(100)
    expect(page.locator("#a iframe")).to_have_css("height", "333px")
    assert diary(page) == []


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example/", "/\\evil", "x", "/\n"]
)
def test_a_place_that_is_no_path_of_ours_is_not_kept(page: Page, show: Any, place: str) -> None:
    frame = show(ONE)()
    say(frame, type="state", state="signedin", place="/payouts")
    say(frame, type="state", state="signedin", place=place)
    say(frame, type="state", state="expired")
    wait_for(page, "a expired")
    wait_for_address(page, "a", "/l2")
    assert asked(frame_of(page, "a"))["place"] == "/payouts"


def test_two_elements_that_fail_ask_once_each_and_one_helps_the_other(
    page: Page, show: Any, host: Host, dashboard: Silent
) -> None:
    """Each other's failure is no reason to ask again; each other's sign-in is."""
    show(TWO, lambda: "https://evil.example/login/x")
    wait_for(page, "a error link_invalid", "b error link_invalid")
    page.wait_for_timeout(300)
    assert host.asked == 2
    host.link = lambda: f"{dashboard.origin}/login/l{host.asked}"
    page.get_by_role("button", name="Try again").last.click()
    say(frame_of(page, "b"), type="state", state="signedin", place="/")
    wait_for_address(page, "a", "/l4")
