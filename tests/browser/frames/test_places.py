"""The page around a frame keeps where it is, and brings it back there, but never learns where."""

from playwright.sync_api import Page, expect

from tests.browser.frames.conftest import HOME, Enter
from tests.browser.frames.hosting import hosting
from tests.browser.frames.street import Street
from tests.shop import ShopSeller

EAR = "window.heard = []; addEventListener('message', ({ data }) => heard.push(data));"
HERE = "() => location.pathname + location.search"
ANOTHER = "(place) => ![undefined, place].includes(heard.findLast((it) => it.place)?.place)"
LAST = "() => heard.findLast((it) => it.place).place"


def told_another(page: Page, place: str | None) -> str:
    """The place that the frame has told last, once it is another one."""
    page.wait_for_function(ANOTHER, arg=place)
    return str(page.evaluate(LAST))


def test_what_is_looked_for_is_told_to_nobody_and_found_again(
    page: Page, street: Street, base_url: str, alice: ShopSeller, enter: Enter
) -> None:
    """E5: state and height, and a seal: the list as it was filtered is there after the end."""
    page.add_init_script(EAR)
    page.goto(hosting(street, HOME, base_url, alice.login_link))
    frame = page.frame_locator("iframe")
    enter(frame, alice)
    expect(frame.locator("#activity")).to_be_visible()
    overview = told_another(page, None)
    frame.locator("html").evaluate("() => { location.href = '/activity'; }")
    activity = told_another(page, overview)
    words = frame.locator('#activity input[name="q"]')
    words.fill("secret words")
    words.press("Enter")
    next(one for one in page.frames if one.parent_frame).wait_for_url("**q=secret*")
    told_another(page, activity)
    searched = frame.locator("html").evaluate(HERE)
    assert "secret" in searched
    for said in page.evaluate("heard"):
        known = {"express", "type", said["type"]}
        assert known <= set(said) <= known | {"place"}
        assert not [word for word in ("secret", "activity", "q=") if word in str(said)], said
    alice.shop.server.flask("sessions", "end", "--account", alice.id)
    page.wait_for_function("() => diary.includes('expired')")
    enter(frame, alice)
    expect(frame.locator('#activity input[name="q"]')).to_have_value("secret words")
    assert frame.locator("html").evaluate(HERE) == searched
