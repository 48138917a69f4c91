"""The authenticator app in the settings: set up with a fresh proof, confirmed, removed."""

import re
from collections.abc import Callable

import pyotp
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.outbox import Outbox
from webapp import clock, cookies
from webapp.access.audit.chain import AuditEvent
from webapp.access.factors import attempts
from webapp.access.factors.attempts import Attempts
from webapp.access.factors.authenticator import Authenticator
from webapp.access.sessions.session import Session
from webapp.access.tokens import digest

SignIn = Callable[[Seller], FlaskClient]


def cookie(browser: FlaskClient) -> str:
    found = browser.get_cookie(cookies.SESSION)
    assert found
    return found.value


def key_on(page: str) -> str:
    """The key that the page shows for typing."""
    match = re.search(r'<p class="key"[^>]*>([A-Z2-7 ]+)</p>', page)
    assert match, page
    return match[1].replace(" ", "")


def set_up(browser: FlaskClient) -> pyotp.TOTP:
    """Add an app as a person does; returns it."""
    assert browser.post("/settings/authenticator/begin").location == "/settings/authenticator"
    app = pyotp.TOTP(key_on(browser.get("/settings/authenticator").text))
    assert browser.post("/settings/authenticator", data={"code": app.now()}).status_code == 303
    return app


def test_an_app_is_set_up_by_its_first_code(sign_in: SignIn, alice: Seller, outbox: Outbox) -> None:
    """B12: offered beside text messages, with a word on what texts risk; she is told of it."""
    browser = sign_in(alice)
    assert "safer than text messages" in browser.get("/settings/authenticator").text
    set_up(browser)
    page = browser.get("/settings/authenticator").text
    assert "On since" in page
    assert "On." in browser.get("/settings").text
    assert "authenticator app was added" in outbox.to(alice.email)[-1].body
    assert AuditEvent.select().where(AuditEvent.event == "factor.added").count() == 1


def test_the_qr_code_breaks_no_policy_and_says_the_same_as_the_key(
    sign_in: SignIn, alice: Seller
) -> None:
    """B12, E7: an SVG without styles; scanners and typists get one seed."""
    browser = sign_in(alice)
    browser.post("/settings/authenticator/begin")
    page = browser.get("/settings/authenticator").text
    assert "<svg viewBox=" in page
    assert "style=" not in page
    assert key_on(page) == Authenticator.pending(alice.id).seed


def test_a_wrong_first_code_turns_nothing_on(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    browser.post("/settings/authenticator/begin")
    for code in ("", "12", "000000", "x" * 1_000):
        answer = browser.post("/settings/authenticator", data={"code": code})
        assert answer.status_code == 422
        assert key_on(answer.text)
    assert Authenticator.of(alice.id) is None


def test_looking_changes_nothing(sign_in: SignIn, alice: Seller) -> None:
    """E11: however often the pages are opened, nothing is written."""
    browser = sign_in(alice)
    for page in ("authenticator", "recovery-codes", "passkeys") * 2:
        assert browser.get(f"/settings/{page}").status_code == 200
    assert Authenticator.select().count() == 0


def test_a_removed_app_ends_what_it_opened(sign_in: SignIn, alice: Seller, outbox: Outbox) -> None:
    """D5: sessions that it opened are refused at their next request, others are not."""
    browser, other = sign_in(alice), sign_in(alice)
    set_up(browser)
    Session.update(proof="totp").where(Session.digest == digest(cookie(other))).execute()
    assert other.get("/").status_code == 200
    assert browser.post("/settings/authenticator/remove").status_code == 303
    assert other.get("/").status_code == 302
    assert browser.get("/").status_code == 200
    assert "was removed" in outbox.to(alice.email)[-1].body
    assert browser.post("/settings/authenticator/remove").status_code == 404


def test_a_new_app_forgets_the_wrong_tries_at_the_old_one(sign_in: SignIn, alice: Seller) -> None:
    """B7: a factor that is off after 100 wrong tries works again once it is bound anew."""
    browser = sign_in(alice)
    now = clock.now()
    Attempts.create(account_id=alice.id, factor="totp", is_off=True, in_a_row=100, updated=now)
    set_up(browser)
    assert not attempts.take([alice.id], "totp")


def test_who_came_by_the_app_that_she_removes_is_signed_out(sign_in: SignIn, alice: Seller) -> None:
    """D5: her own session, too, and the page says so before."""
    browser = sign_in(alice)
    set_up(browser)
    Session.update(proof="totp").where(Session.digest == digest(cookie(browser))).execute()
    assert "this one too" in browser.get("/settings/authenticator").text
    browser.post("/settings/authenticator/remove")
    assert browser.get("/").status_code == 302
