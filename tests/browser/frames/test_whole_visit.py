"""A whole visit in a frame: on the platform's site and on another, cookies blocked and allowed."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from tests.browser.frames.conftest import HOME, NEIGHBOUR, Enter
from tests.browser.frames.street import Street
from tests.shop import Shop, ShopSeller

OURS = ("__Host-session", "__Host-pending")
LOOSE = "loose=1; Path=/; Secure; HttpOnly; SameSite=None"


def jar(context: BrowserContext) -> dict[str, Any]:
    """Our cookies by name."""
    return {cookie["name"]: cookie for cookie in context.cookies() if cookie["name"] in OURS}


def set_cookies(answers: list[Response]) -> dict[str, set[str]]:
    """By name, the attributes of each cookie that was set, however often: one set each."""
    found: dict[str, set[str]] = {}
    for answer in answers:
        for header in answer.headers_array():
            if header["name"].lower() == "set-cookie":
                value, *attributes = header["value"].split("; ")
                lasting = {a for a in attributes if not a.startswith(("Expires", "Max-Age"))}
                name = value.partition("=")[0]
                assert found.setdefault(name, lasting) == lasting, (name, lasting)
    return found


SITES = pytest.mark.parametrize("name", [HOME, NEIGHBOUR], ids=["same_site", "cross_site"])


@SITES
def test_a_seller_comes_in_looks_around_and_goes_out_in_a_frame(
    tab: Page, street: Street, dashboard: Shop, alice: ShopSeller, enter: Enter, name: str
) -> None:
    """E1: link, code, reload, htmx, sign-out; cookies partitioned where cross-site alone."""
    visit(tab, street, dashboard, alice, enter, name)


@pytest.mark.soak
@SITES
def test_twenty_visits_in_a_row_are_alike(
    tab: Page, street: Street, dashboard: Shop, enter: Enter, name: str
) -> None:
    """E1: each by another seller, in the same profile."""
    for number in range(20):
        visit(tab, street, dashboard, dashboard.open_account(f"alice{number}"), enter, name)


def visit(
    tab: Page, street: Street, dashboard: Shop, seller: ShopSeller, enter: Enter, name: str
) -> None:
    """The whole way, and what is in the jar at each step."""
    answers: list[Response] = []
    tab.on("response", hear := lambda answer: answers.append(answer))
    tab.goto(street.framing(name, seller.login_link()))
    frame = tab.frame_locator(".frame")
    enter(frame, seller)
    crosses = name == NEIGHBOUR
    kept = jar(tab.context)
    assert set(kept) == {"__Host-session"}  # the pending sign-in's is gone
    assert_of_its_jar(kept["__Host-session"], street.origin(name) if crosses else None)

    inside = next(one for one in tab.frames if one.parent_frame)
    with tab.expect_response(lambda answer: urlsplit(answer.url).path == "/"):
        inside.evaluate("location.reload()")
    expect(frame.get_by_role("heading", name="Activity")).to_be_visible()
    with tab.expect_response("**/earnings?*") as earnings:
        frame.locator("#earnings a[hx-get]", has_text="7").first.click()
    assert earnings.value.status == 200
    assert earnings.value.request.headers["hx-request"] == "true"

    session = kept["__Host-session"]["value"]
    frame.locator('form[action$="/signout"] button').first.click()
    expect(frame.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert jar(tab.context) == {}  # deleted with the attributes that they were set with
    wanted = {"Secure", "HttpOnly", "Path=/"}
    wanted |= {"SameSite=None", "Partitioned"} if crosses else {"SameSite=Lax"}
    sent = set_cookies(answers)
    assert set(OURS) <= set(sent)
    assert all(attributes == wanted for attributes in sent.values()), sent
    refused = tab.context.request.get(
        f"{dashboard.server.url}/activity",
        headers={"Cookie": f"__Host-session={session}"},
        max_redirects=0,
    )
    assert refused.status != 200  # the session itself has ended, too
    tab.remove_listener("response", hear)


def assert_of_its_jar(cookie: dict[str, Any], partition: str | None) -> None:
    """A host's own cookie that no script reads, in the jar of that site if any."""
    assert cookie["secure"] and cookie["httpOnly"] and cookie["path"] == "/"
    assert cookie["domain"] == "earnings.shop.localhost"
    assert cookie["expires"] == -1  # ends with the browser
    if partition is None:
        assert cookie["sameSite"] == "Lax" and "partitionKey" not in cookie
    else:
        assert cookie["sameSite"] == "None"
        assert cookie["partitionKey"] == partition.rpartition(":")[0]  # a site has no port


def test_the_two_browsers_are_of_two_minds(
    tab: Page, street: Street, request: pytest.FixtureRequest
) -> None:
    """E1: what blocks drops a plain cookie of a cross-site frame, what allows keeps it."""
    loose = street.put_up(NEIGHBOUR, "loose", Set_Cookie=LOOSE)
    tab.goto(street.framing(HOME, loose))
    is_allowed = "allowed" in request.node.name
    assert [c["name"] for c in tab.context.cookies() if c["name"] == "loose"] == (
        ["loose"] if is_allowed else []
    )
