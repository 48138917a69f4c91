"""The devices: each signed-in browser in plain words, and the way to end it."""

import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.dashboard.elements import elements
from tests.settings.conftest import NewBrowser
from webapp.access.audit.chain import AuditEvent
from webapp.access.sessions.session import Session

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1"
)
MINUTE = 60


def ends(browser: FlaskClient) -> list[str]:
    """Where the buttons that end a device lead."""
    forms = elements(browser.get("/settings/devices").text, "form", method="post")
    return [form["action"] for form in forms if form["action"].endswith("/end")]


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/").status_code == 200


def entries(browser: FlaskClient, path: str = "/settings/devices") -> list[str]:
    """The devices as text, one a line."""
    items = [it for it in elements(browser.get(path).text, "li") if it.attributes.get("class")]
    return [re.sub(r"\s+", " ", item.text).strip() for item in items if "Signed in" in item.text]


@pytest.mark.engine("sqlite")
def test_each_device_is_said_in_plain_words(
    browse: NewBrowser, alice: Seller, time_machine: TimeMachineFixture
) -> None:
    """D10: people see their own sessions: what, whence, since when, last used; which is this."""
    time_machine.move_to(datetime(2031, 3, 4, 9, 30, tzinfo=UTC), tick=False)
    browse(alice, IPHONE, ip="203.0.113.7")
    time_machine.shift(5 * MINUTE)
    here = browse(alice, FIREFOX, ip="2001:db8::1")
    this, other = entries(here)
    assert "Firefox on Linux" in this
    assert "This device" in this
    assert "2001:db8::1" in this
    assert "Safari on iPhone" in other
    assert "203.0.113.7" in other
    assert "Last used 5 minutes ago" in other
    assert "This device" not in other
    assert entries(here, "/settings") == [this, other]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    "agent", ["", "curl/8.1", "<script>alert(1)</script>", "ü" * 300, "\x1b[31m"]
)
def test_a_browser_may_call_itself_anything(browse: NewBrowser, alice: Seller, agent: str) -> None:
    here = browse(alice, agent.encode().decode("latin-1"))
    (this,) = entries(here)
    assert "This device" in this
    assert "<script>alert" not in here.get("/settings/devices").text


def test_a_device_that_is_ended_is_out_at_once(browse: NewBrowser, alice: Seller) -> None:
    """D5, D10: its replayed cookie is refused on the very next request; the others stay in."""
    here, lost, phone = (browse(alice) for _ in range(3))
    assert is_in(lost)
    assert len(ends(here)) == 2
    names = [session.id for session in Session.live(alice.id)]  # the newest is used last
    assert len(set(names)) == 3
    ended = here.post(ends(here)[0])
    assert (ended.status_code, ended.location) == (303, "/settings/devices")
    assert sorted([is_in(lost), is_in(phone)]) == [False, True]
    assert is_in(here)
    assert len(ends(here)) == 1


def test_ending_a_device_is_written_down(browse: NewBrowser, alice: Seller) -> None:
    """J1: who ended which session, and why."""
    here, _ = browse(alice), browse(alice)
    here.post(ends(here)[0])
    (row,) = AuditEvent.select().where(
        AuditEvent.account_id == alice.id, AuditEvent.event == "session.ended"
    )
    assert row.actor == "seller"
    assert "another device" in row.detail


def test_another_s_session_cannot_be_ended(
    browse: NewBrowser, alice: Seller, bob: Seller, mallory: Seller
) -> None:
    """F2: another's device is as unknown as none, and stays in."""
    alices, other = browse(alice), browse(alice)
    (address,) = ends(alices)
    unknown = re.sub("/[0-9a-f]+/end", "/0123456789abcdef/end", address)
    for stranger in (browse(bob), browse(mallory)):
        refused, missing = stranger.post(address), stranger.post(unknown)
        assert refused.status_code == missing.status_code == 404
        assert re.sub(r"[0-9a-f]{16,}", "", refused.text) == re.sub(
            r"[0-9a-f]{16,}", "", missing.text
        )
    assert is_in(other)


def test_a_device_is_ended_once(browse: NewBrowser, alice: Seller) -> None:
    """D10: what is over already is unknown; a GET ends nothing."""
    here, other = browse(alice), browse(alice)
    (address,) = ends(here)
    assert here.get(address).status_code == 405
    assert is_in(other)
    assert here.post(address).status_code == 303
    assert here.post(address).status_code == 404


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("name", ["x", "%00", "A" * 300, "..%2F", "0123456789ABCDEF", "%E2%80%AE"])
def test_junk_for_a_device_is_unknown(browse: NewBrowser, alice: Seller, name: str) -> None:
    here = browse(alice)
    assert here.post(f"/settings/devices/{name}/end").status_code == 404
    assert is_in(here)


@pytest.mark.engine("sqlite")
def test_neither_token_nor_digest_is_on_the_page(browse: NewBrowser, alice: Seller) -> None:
    """D1: what names a session on a page opens nothing and finds nothing."""
    here = browse(alice)
    page = here.get("/settings/devices").text
    cookie = here.get_cookie("__Host-session")
    assert cookie
    (session,) = Session.live(alice.id)
    assert cookie.value not in page
    assert session.digest not in page
    assert session.digest[:16] not in page


@pytest.mark.engine("sqlite")
def test_a_session_that_is_over_is_not_listed(
    browse: NewBrowser, alice: Seller, time_machine: TimeMachineFixture
) -> None:
    """D10: signed out, idle for too long, too old: none of them is a device any more."""
    time_machine.move_to(datetime(2031, 3, 4, 9, 30, tzinfo=UTC), tick=False)
    browse(alice).post("/signout")
    browse(alice)
    time_machine.shift(15 * MINUTE)
    assert len(entries(browse(alice))) == 1


@pytest.mark.engine("sqlite")
def test_the_devices_are_a_page_and_a_fragment(browse: NewBrowser, alice: Seller) -> None:
    """E13: htmx gets the same piece that is in the page."""
    here = browse(alice)
    page = here.get("/settings/devices")
    fragment = here.get("/settings/devices", headers={"HX-Request": "true"})
    assert "<html" not in fragment.text
    assert fragment.text.strip() in page.text


@pytest.mark.engine("sqlite")
def test_a_stranger_sees_no_devices(client: FlaskClient) -> None:
    """E13: a page goes to the sign-in, and a write does nothing."""
    assert client.get("/settings/devices").location == "/signin"
    assert client.post("/settings/devices/0123456789abcdef/end").location == "/signin"
    assert client.get("/settings/session").location == "/signin"


@pytest.mark.parametrize("everywhere", [False, True], ids=["one", "everywhere"])
def test_ending_a_device_wants_a_proof_of_late(
    browse: NewBrowser, alice: Seller, time_machine: TimeMachineFixture, everywhere: bool
) -> None:
    """D10: a thief of a session puts nobody out; who has just come in needs nothing more."""
    time_machine.move_to(datetime(2031, 3, 4, 9, 30, tzinfo=UTC), tick=False)
    here = browse(alice, FIREFOX)
    time_machine.shift(6 * MINUTE)
    there = browse(alice, IPHONE)
    path = "/signout/everywhere" if everywhere else ends(here)[0]
    refused = here.post(path)
    assert (refused.status_code, refused.location) == (303, "/confirm?then=devices")
    assert is_in(here)
    assert is_in(there)
    there.post("/signout/everywhere" if everywhere else ends(there)[0])
    assert not is_in(here)
