"""The security events: the seller's own, in plain words, in her time zone, and nobody else's."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.dashboard.elements import elements
from tests.dashboard.panels import HTMX
from tests.settings.conftest import NewBrowser
from webapp.access.audit import trail
from webapp.access.audit.events import CATALOGUE, EVENTS

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"
PATH = "/settings/events"
SignIn = Callable[[Seller], FlaskClient]


def listed(page: str) -> list[str]:
    """The events of a page as text, one a line."""
    items = elements(page, "li", **{"class": "entry"})
    return [re.sub(r"\s+", " ", item.text).strip() for item in items if "time" in page]


def test_a_sign_in_is_said_in_plain_words(
    browse: NewBrowser, open_seller: Callable[..., Seller], time_machine: TimeMachineFixture
) -> None:
    """J1: what, when on the seller's clock (Kathmandu), which device, from where."""
    tara = open_seller("tara", settings={"dashboard": {"timezone": "Asia/Kathmandu"}})
    time_machine.move_to(datetime(2031, 3, 4, 9, 30, tzinfo=UTC), tick=False)
    newest = listed(browse(tara, FIREFOX, ip="203.0.113.7").get(PATH).text)[0]
    assert newest == "You signed in. Mar 4, 2031, 3:15 PM · Firefox on Linux · 203.0.113.7"


@pytest.mark.engine("sqlite")
def test_the_newest_few_are_on_the_overview(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    overview, all_ = browser.get("/settings").text, browser.get(PATH).text
    assert listed(all_)[0] in listed(overview)
    assert elements(overview, "a", href=PATH)


def test_nobody_sees_anothers_events(
    sign_in: SignIn, alice: Seller, bob: Seller, mallory: Seller
) -> None:
    """F2, J1: neither on the same platform nor on another, on no page and by no cursor."""
    trail.record("email.changed", account=alice.id, to="alone@quiet.example")
    for stranger in (bob, mallory):
        browser = sign_in(stranger)
        for path in (PATH, f"{PATH}?before=999999", "/settings"):
            assert "@quiet.example" not in browser.get(path).text
    assert "@quiet.example" in sign_in(alice).get(PATH).text


@pytest.mark.engine("sqlite")
def test_what_is_the_platforms_stays_with_it(sign_in: SignIn, alice: Seller) -> None:
    """J1: no key, no address of the platform's server, no link that was made."""
    alice.platform_api.post(f"/v1/accounts/{alice.id}", email="new@example.com")
    page = sign_in(alice).get(PATH).text
    changed = next(line for line in listed(page) if "e-mail" in line)
    assert "Your e-mail address was changed. To n•••@example.com" in changed
    assert "127.0.0.1" not in changed
    assert "sk_test" not in page
    assert not [event for event in CATALOGUE if not event.seller and event.operator in page]


@pytest.mark.engine("sqlite")
def test_older_events_follow_without_a_gap(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    for number in range(60):
        trail.record("phone.changed", account=alice.id, to=f"end {number}.")
    seen: list[str] = []
    address: str | None = PATH
    while address:
        page = browser.get(address, headers=HTMX).text
        seen += re.findall(r"To end (\d+)\.", page)
        address = next((a["href"] for a in elements(page, "a") if "hx-get" in a), None)
    assert seen == [str(number) for number in reversed(range(60))]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("cursor", ["", "x", "-1", "1e9", "9" * 40, "²", "%00", "1;DROP"])
def test_a_broken_cursor_shows_the_newest(sign_in: SignIn, alice: Seller, cursor: str) -> None:
    browser = sign_in(alice)
    answer = browser.get(f"{PATH}?before={cursor}")
    assert answer.status_code == 200
    assert listed(answer.text) == listed(browser.get(PATH).text)


@pytest.mark.engine("sqlite")
def test_the_events_are_a_page_and_a_fragment(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    page, fragment = browser.get(PATH).text, browser.get(PATH, headers=HTMX).text
    assert "<html" in page
    assert "<html" not in fragment
    assert fragment.strip() in page


@pytest.mark.engine("sqlite")
def test_a_stranger_is_sent_to_the_sign_in(client: FlaskClient) -> None:
    """E13: the list has the guard of all settings."""
    assert client.get(PATH).location == "/signin"
    assert client.get(PATH, headers=HTMX).status_code == 401


@pytest.mark.engine("sqlite")
def test_a_hostile_browser_name_is_only_text(browse: NewBrowser, alice: Seller) -> None:
    """T14: a browser may call itself what it likes."""
    page = browse(alice, "<script>alert(1)</script>").get(PATH).text
    assert "<script>alert" not in page


def test_every_sentence_for_sellers_is_one() -> None:
    """J1: it begins with a capital letter, ends with a full stop and names nothing internal."""
    for event in EVENTS.values():
        for sentence in filter(None, (event.seller, event.operator)):
            assert re.fullmatch(r"[A-Z].*\.", sentence)
        assert not re.search(r"API|\bkey\b|chain|session|factor", event.seller or "")


@pytest.mark.engine("sqlite")
def test_a_new_bank_account_is_told_by_its_last_digits(sign_in: SignIn, alice: Seller) -> None:
    """J1: so that she sees where her money would go."""
    bank = {"bank_name": "Bank", "last4": "1234"}
    alice.platform_api.post(f"/v1/accounts/{alice.id}", external_account=bank)
    lines = listed(sign_in(alice).get(PATH).text)
    (changed,) = [line for line in lines if "bank account was changed" in line]
    assert "To the account ending in 1234" in changed
