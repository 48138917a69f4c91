"""The React example in Chromium, by React 18 and 19: the real component, the real dashboard."""

from typing import Any

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.codes import enter_code
from tests.browser.embed.frames import diary, wait_for
from tests.browser.react.listeners import listeners
from tests.browser.react.site import ReactSite
from tests.shop import Shop, ShopSeller

# Beside a page that always moves a browser may never call its frame idle.
ANIMATION = "() => { const draw = () => requestAnimationFrame(draw); draw(); }"


def show(page: Page, by: str, **props: Any) -> None:
    """Render the component with these props, signed by whoever renders."""
    page.evaluate("props => show(props)", {"by": by, **props})


def inside(page: Page, panel: int = 0) -> FrameLocator:
    """What is in a panel's frame."""
    return page.locator("express-dashboard").nth(panel).frame_locator("iframe")


def test_a_seller_signs_in_and_props_that_change_reach_her_frame(
    page: Page, site: ReactSite, carla: ShopSeller
) -> None:
    """StrictMode mounts twice: yet there is one frame, one link, and handlers hear things once."""
    show(page, "alice", theme="light")
    enter_code(inside(page), carla)
    wait_for(page, "alice ready", "alice signedin")
    expect(inside(page).locator("#activity")).to_be_visible()
    assert diary(page) == ["alice ready", "alice signedin"] and site.links == ["/link/alice"]
    expect(page.locator("iframe")).to_have_count(1)
    assert page.evaluate("mounts") == ["alice"] * 2
    html = inside(page).locator("html")
    expect(html).to_have_css("color-scheme", "light")
    looks = {"theme": "dark", "appearance": {"colorPrimary": "#aa3300"}}
    show(page, "alice", view="payouts", **looks)
    expect(html).to_have_css("color-scheme", "dark")
    expect(html).to_have_css("--brand", "#aa3300")
    expect(inside(page).locator("#activity")).to_be_hidden()
    show(page, "alice", place="/activity?type=charge")
    expect(inside(page).locator("a[href*='/activity/txn_']").first).to_be_visible()
    assert html.evaluate("() => location.search") == "?type=charge"
    assert site.links == ["/link/alice"]
    show(page, "alice", place="/activity?type=charge", language="de")
    expect(html).to_have_attribute("lang", "de")
    assert html.evaluate("() => location.search") == "?type=charge"
    assert site.links == ["/link/alice"] * 2


def test_a_session_that_ended_is_renewed_by_the_newest_props(
    page: Page, site: ReactSite, kiosk: Shop, carla: ShopSeller
) -> None:
    """Who rendered last hears that it is over, and is asked for the next link."""
    page.evaluate(ANIMATION)
    show(page, "alice")
    with page.expect_response("**/live"):  # by that stream her frame hears of the end at once
        enter_code(inside(page), carla)
    wait_for(page, "alice signedin")
    show(page, "bob")
    kiosk.server.flask("sessions", "end", "--account", carla.id)
    wait_for(page, "bob expired", "bob ready")
    enter_code(inside(page), carla)
    wait_for(page, "bob signedin")
    assert site.links == ["/link/alice", "/link/bob"]
    assert diary(page)[2:] == ["bob expired", "bob ready", "bob signedin"]


def test_leaving_takes_the_frame_and_every_listener_along(page: Page, site: ReactSite) -> None:
    """And coming back opens a frame of its own, by a link of its own."""
    wait_for(page)  # the test's own listeners are there from now on
    before = listeners(page, "window", "document")
    show(page, "alice")
    wait_for(page, "alice ready")
    assert listeners(page, "window", "document") - before == {"message": 1}
    page.evaluate("window.gone = document.querySelector('express-dashboard')")
    assert listeners(page, "gone") == dict.fromkeys(("ready", "signedin", "expired", "error"), 1)
    page.evaluate("leave()")
    expect(page.locator("iframe, express-dashboard")).to_have_count(0)
    assert page.evaluate("gone.shadowRoot.querySelector('iframe')") is None
    assert listeners(page, "window", "document", "gone") == before
    page.evaluate("gone.dispatchEvent(new CustomEvent('expired'))")
    show(page, "bob")
    wait_for(page, "bob ready")
    assert diary(page) == ["alice ready", "bob ready"]
    assert site.links == ["/link/alice", "/link/bob"]
    expect(page.locator("script[src$='/embed.js']")).to_have_count(1)


def test_the_two_panels_of_the_example_take_one_code(
    page: Page, site: ReactSite, carla: ShopSeller
) -> None:
    page.evaluate("showEarnings(false)")
    enter_code(inside(page), carla)
    for panel, shown, hidden in ((0, ".balance", ".payouts"), (1, ".payouts", ".balance")):
        expect(inside(page, panel).locator(shown).first).to_be_visible()
        expect(inside(page, panel).locator(hidden).first).to_be_hidden()
        expect(inside(page, panel).locator("html")).to_have_css("color-scheme", "light")
    page.evaluate("showEarnings(true)")
    for panel in (0, 1):
        expect(inside(page, panel).locator("html")).to_have_css("color-scheme", "dark")
    assert site.links == ["/earnings/link"] * 2
    expect(page.locator("script[src$='/embed.js']")).to_have_count(1)


def test_the_example_says_what_went_wrong(page: Page, site: ReactSite) -> None:
    site.link = lambda: "https://mallory.example/login/x"
    page.evaluate("showEarnings(false)")
    expect(page.get_by_role("alert")).to_contain_text("could not be shown: no login link of http")
    expect(page.locator("iframe")).to_have_count(0)
