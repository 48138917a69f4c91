"""Passkeys in the settings: added by what the browser made for this session, listed, removed."""

from collections.abc import Callable

from flask.testing import FlaskClient
from markupsafe import escape

from tests.cast import Seller
from tests.outbox import Outbox
from tests.security_key import SecurityKey
from tests.test_card_numbers import CARDS
from webapp.access.factors.passkey import Passkey

SignIn = Callable[[Seller], FlaskClient]
PAGE = "/settings/passkeys"


def make(browser: FlaskClient, key: SecurityKey) -> str:
    """What the key answers to the page's script."""
    options = browser.post(f"{PAGE}/options")
    assert options.content_type == "application/json"
    return key.make(options.text)


def test_a_passkey_is_added_and_listed(sign_in: SignIn, alice: Seller, outbox: Outbox) -> None:
    """B14: with the name that she gave it; she is told of it."""
    browser = sign_in(alice)
    name = '<b>My "phone"</b>'
    answer = browser.post(PAGE, data={"credential": make(browser, SecurityKey()), "name": name})
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert str(escape(name)) in browser.get(PAGE).text
    assert str(escape(name)) in browser.get("/settings").text
    assert "passkey was added" in outbox.to(alice.email)[-1].body


def test_an_answer_made_for_another_session_is_refused(
    sign_in: SignIn, alice: Seller, bob: Seller
) -> None:
    """B4, B14: neither another's nor one's own other session can slip in a passkey."""
    browser = sign_in(alice)
    for other in (sign_in(bob), sign_in(alice)):
        answer = browser.post(PAGE, data={"credential": make(other, SecurityKey())})
        assert answer.status_code == 422
        assert "was not accepted" in answer.text
    assert not Passkey.of(alice.id)


def test_junk_is_refused_with_a_sentence(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    for junk in ("", "{}", "null", "x" * 10_000, "\0", '{"id": 1}'):
        assert browser.post(PAGE, data={"credential": junk}).status_code == 422
    assert browser.post(f"{PAGE}/remove", data={"passkey": "\0x"}).status_code == 404


def test_no_passkey_is_named_by_a_card_number(sign_in: SignIn, alice: Seller) -> None:
    """J5: refused with a sentence; the passkey itself is welcome under another name."""
    browser = sign_in(alice)
    named = {"credential": make(browser, SecurityKey()), "name": f"My card {CARDS[0]}"}
    refused = browser.post(PAGE, data=named)
    assert refused.status_code == 400
    assert "looks like a card number" in refused.text
    assert not Passkey.of(alice.id)


def test_only_ones_own_can_be_removed(
    sign_in: SignIn, alice: Seller, bob: Seller, outbox: Outbox
) -> None:
    """F2: Alice's passkey is unknown at Bob's door."""
    browser = sign_in(alice)
    browser.post(PAGE, data={"credential": make(browser, SecurityKey()), "name": "Phone"})
    (kept,) = Passkey.of(alice.id)
    wanted = {"passkey": kept.id}
    assert sign_in(bob).post(f"{PAGE}/remove", data=wanted).status_code == 404
    assert Passkey.of(alice.id)
    assert browser.post(f"{PAGE}/remove", data=wanted).status_code == 303
    assert not Passkey.of(alice.id)
    assert "passkey was removed" in outbox.to(alice.email)[-1].body
