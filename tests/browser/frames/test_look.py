"""What a page tells the frame in it: values that are what they claim, from the page that may."""

from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from tests.browser.frames.claims import DROPPED, MUCH
from tests.browser.frames.conftest import HOME, NEIGHBOUR, STRANGER
from tests.browser.frames.street import Street
from tests.shop import ShopSeller

HOLDER = """<script>
addEventListener('message', ({data, origin}) => (window.heard ??= []).push([origin, data]));
const frame = document.createElement('iframe');
frame.name = JSON.stringify({express: 1, host: location.origin, view: 'balance', theme: 'dark'});
frame.src = '%s';
document.body.append(frame);
</script>"""
SAY = "(said) => document.querySelector('iframe').contentWindow.postMessage(said, '*')"
READ = """() => {
  const { style, dataset } = document.documentElement;
  return Object.fromEntries([...[...style].map((name) => [name, style.getPropertyValue(name)]),
    ...['view', 'theme'].map((name) => [name, dataset[name] ?? null])]);
}"""
# All at once, from inside: what a message leads to is shown by the other tests.
PUT_ON = """([name, value]) => {
  const detail = { view: 'balance', appearance: Object.fromEntries([[name, value]]) };
  document.dispatchEvent(new CustomEvent('frame-look', { detail }));
  return (READ)();
}""".replace("READ", READ)
NOTHING = {"view": "balance", "theme": None}


@pytest.fixture
def holder(page: Page, street: Street, alice: ShopSeller) -> Page:
    """A registered page that holds the door of the dashboard."""
    page.goto(street.put_up(NEIGHBOUR, HOLDER % alice.login_link()))
    page.frame_locator("iframe").get_by_role("button", name="Text me a code").wait_for()
    return page


@pytest.fixture
def frame(holder: Page) -> Frame:
    """The frame."""
    return holder.frames[1]


def look(holder: Page, **said: Any) -> dict[str, str | None]:
    """What the frame has put on after the message."""
    holder.evaluate(SAY, {"express": 1, "type": "look", "view": "balance", **said})
    # Messages come in their order: after this one, the other has come.
    holder.frames[1].evaluate(
        "() => new Promise((done) => { addEventListener('message', done, { once: true });"
        " window.postMessage('after', '*'); })"
    )
    found: dict[str, str | None] = holder.frames[1].evaluate(READ)
    return found


def test_the_look_is_there_before_the_first_word(holder: Page, frame: Frame) -> None:
    """E5: by the frame's name, for every page in it."""
    assert frame.evaluate(READ) == {"view": "balance", "theme": "dark"}


def test_a_look_is_put_on_and_taken_off(holder: Page) -> None:
    """E5: each value becomes one property of ours; what is left out is as it was."""
    said = {
        "colorPrimary": "rgb(192, 23, 122)",
        "colorBackground": "#101820",
        "colorText": "#FFF",
        "fontFamily": "'Iowan Old Style', Georgia, serif",
        "borderRadius": "4px",
        "spacingUnit": "10px",
    }
    put_on = look(holder, appearance=said)
    assert put_on["--brand"] == "#c0177a"
    assert put_on["--brand-ink"] == "#fff"
    assert put_on["--ground"] == put_on["--surface"] == "#101820"
    assert put_on["--ink"] == "#ffffff"
    assert str(put_on["--font"]).startswith("'Iowan Old Style'")
    assert put_on["--round-l"] == "4px"
    assert put_on["--space-2"] == "10px"
    assert put_on["theme"] == "dark"
    assert look(holder, appearance={"colorPrimary": "#ffdd00"}) == {
        **NOTHING,
        "--brand": "#ffdd00",
        "--brand-ink": "#000",
    }
    assert look(holder) == NOTHING
    assert look(holder, theme="light", view="earnings") == {"view": "earnings", "theme": "light"}


def test_what_is_not_what_it_claims_is_dropped(holder: Page) -> None:
    """E5: colours that are none or that nobody could read, lengths, fonts, and names of others'."""
    assert len(DROPPED) >= 100
    put_on = holder.frames[1].evaluate(f"(all) => all.map({PUT_ON})", DROPPED)
    for case, found in zip(DROPPED, put_on, strict=True):
        assert found == NOTHING, case
    for odd in ("x", 7, None, [], True, [["colorPrimary", "#123456"]]):
        assert look(holder, appearance=odd) == NOTHING, odd
    for wrong in ("x", "BALANCE", "__proto__", 7, None, ["balance"], "balance settings", ""):
        assert look(holder, view=wrong, theme=wrong) == {"view": None, "theme": None}, wrong


def test_messages_that_are_malformed_are_ignored(holder: Page) -> None:
    """E5: in silence; what was put on stays."""
    before = look(holder, appearance={"colorPrimary": "#123456"})
    new = {"type": "look", "view": "payouts", "appearance": {"colorPrimary": "#654321"}}
    for said in (
        *("", "look", 7, None, [], {}, new, {"express": 2, **new}, {"express": "1", **new}),
        *({"express": 1, **new, "more": MUCH}, {"express": 1, "type": "sign out"}),
        *({"express": 1, "type": "link", "url": "https://evil.example/login/x"}, [1, new]),
    ):
        holder.evaluate(SAY, said)
    holder.wait_for_timeout(200)
    assert holder.frames[1].evaluate(READ) == before


def test_nobody_but_the_page_that_holds_it_is_heard(
    holder: Page, frame: Frame, street: Street
) -> None:
    """E5: neither another window nor the frame's own, nor a frame of another site beside it."""
    before = look(holder)
    new = {"express": 1, "type": "look", "view": "payouts", "theme": "light"}
    frame.evaluate("(said) => window.postMessage(said, '*')", new)
    beside = street.put_up(STRANGER, f"<script>parent.frames[0].postMessage({new}, '*')</script>")
    holder.evaluate(
        "(url) => new Promise((done) => { const frame = document.createElement('iframe');"
        " frame.onload = done; frame.src = url; document.body.append(frame); })",
        beside,
    )
    holder.wait_for_timeout(200)
    assert frame.evaluate(READ) == before


def test_only_the_page_that_holds_it_is_told_and_only_state_and_height(
    holder: Page, frame: Frame
) -> None:
    """E5: to one exact origin, that of the page that the server lets frame us."""
    heard = holder.evaluate("heard")
    assert {origin for origin, _ in heard} == {frame.evaluate("location.origin")}
    kinds = {"state": {"express", "type", "state"}, "height": {"express", "type", "height"}}
    assert {said["type"] for _, said in heard} == set(kinds)
    for _, said in heard:
        assert set(said) == kinds[said["type"]]


@pytest.mark.parametrize("host", ["http://evil.localhost", "*", "", "null", None])
def test_a_page_that_claims_another_origin_is_told_nothing(
    page: Page, street: Street, alice: ShopSeller, host: str | None
) -> None:
    """E5: the name of the frame alone convinces nobody."""
    claims = HOLDER.replace("host: location.origin", f"host: {host!r}").replace("None", "null")
    page.goto(street.put_up(HOME, claims % alice.login_link()))
    page.frame_locator("iframe").get_by_role("button", name="Text me a code").wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("window.heard") is None
    assert page.frames[1].evaluate(READ) == {"view": None, "theme": None}
