"""Notifications: which events a seller hears of, and by which way."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements
from tests.dashboard.panels import HTMX
from tests.outbox import Outbox
from webapp.accounts import notification
from webapp.accounts.account import Account
from webapp.accounts.notification import DEFAULTS, NotificationChoice

SignIn = Callable[[Seller], FlaskClient]
PATH = "/settings/notifications"
ALL_SMS = dict.fromkeys(DEFAULTS, "sms")


def checked(page: str) -> dict[str, str]:
    """What the page says that she hears of, and how."""
    radios = elements(page, "input", type="radio")
    return {radio["name"]: radio["value"] for radio in radios if "checked" in radio}


def test_trouble_and_strangers_are_told_unasked(sign_in: SignIn, alice: Seller) -> None:
    page = sign_in(alice).get(PATH).text
    assert checked(page) == {
        "payout_paid": "none",
        "payout_failed": "email",
        "new_sign_in": "email",
    }
    assert f"••{alice.phone[-2:]}" in page
    assert alice.email not in page


def test_what_is_chosen_is_kept_and_said(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    wanted = {"payout_paid": "sms", "payout_failed": "none", "new_sign_in": "email"}
    saved = browser.post(PATH, data=wanted)
    assert (saved.status_code, saved.location) == (303, f"{PATH}?saved=1")
    page = browser.get(saved.location).text
    assert checked(page) == wanted
    assert "Saved" in page
    assert notification.ways(alice.id) == wanted
    browser.post(PATH, data=ALL_SMS)
    assert notification.ways(alice.id) == ALL_SMS
    overview = browser.get("/settings").text
    assert len([dd for dd in elements(overview, "dd") if dd.text == "Text message"]) == 3


def test_htmx_gets_the_panel_with_a_quiet_word(sign_in: SignIn, alice: Seller) -> None:
    """E13: the same form without a page around it."""
    browser = sign_in(alice)
    saved = browser.post(PATH, data=ALL_SMS, headers=HTMX)
    assert saved.status_code == 200
    assert "<html" not in saved.text
    assert "Saved" in saved.text
    assert checked(saved.text) == ALL_SMS


@pytest.mark.parametrize("way", ["", "pigeon", "E-MAIL", "\x00", "x" * 5_000, "<b>"])
def test_junk_changes_nothing(sign_in: SignIn, alice: Seller, way: str) -> None:
    browser = sign_in(alice)
    refused = browser.post(PATH, data=ALL_SMS | {"payout_paid": way})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert "<b>" not in refused.text
    assert checked(refused.text)["payout_failed"] == "sms"  # what was typed stays
    assert not NotificationChoice.select().exists()
    assert browser.post(PATH, data={"other": "x"}).status_code == 422


def test_a_way_that_there_is_not_is_not_offered(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    Account.update(email=None).where(Account.id == alice.id).execute()
    page = browser.get(PATH).text
    assert not elements(page, "input", type="radio", value="email")
    wanted = ALL_SMS | {"payout_paid": "email"}
    assert browser.post(PATH, data=wanted).status_code == 422


def test_who_had_sign_ins_told_hears_that_it_ends(
    sign_in: SignIn, alice: Seller, outbox: Outbox
) -> None:
    """J2: a thief of a session does not silence the warning unheard."""
    browser = sign_in(alice)
    silent = {"payout_paid": "none", "payout_failed": "email", "new_sign_in": "none"}
    for _ in range(2):
        browser.post(PATH, data=silent)
    (mail,) = outbox.to(alice.email)
    assert "new devices" in mail.body
    assert "Acme" in mail.body


@pytest.mark.engine("sqlite")
def test_another_sellers_choices_stay(sign_in: SignIn, alice: Seller, bob: Seller) -> None:
    """F2: one account's choices are no other's."""
    sign_in(alice).post(PATH, data=ALL_SMS)
    assert checked(sign_in(bob).get(PATH).text)["payout_paid"] == "none"


@pytest.mark.engine("sqlite")
def test_a_stranger_chooses_nothing(client: FlaskClient) -> None:
    """E13: pages and writes lead to the sign-in."""
    for path in (PATH, "/settings/timezone"):
        assert client.get(path).location == "/signin"
    for path in (PATH, "/settings/timezone", "/settings/language", "/settings/theme"):
        assert client.post(path).location == "/signin"
