"""Ways in that are added and removed are written down, and the seller reads it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.noted import noted
from tests.security_key import SecurityKey
from tests.settings.test_authenticator import set_up
from tests.settings.test_passkeys import make
from tests.settings.test_recovery_codes import make as make_codes
from webapp import clock
from webapp.access.factors.passkey import Passkey

SignIn = Callable[[Seller], FlaskClient]
Cli = Callable[..., str]


def test_an_authenticator_that_goes_is_noted(cli: Cli, sign_in: SignIn, alice: Seller) -> None:
    """J1: factor changes."""
    browser = sign_in(alice)
    set_up(browser)
    assert browser.post("/settings/authenticator/remove").status_code == 303
    (added,), (removed,) = noted(cli, "factor.added"), noted(cli, "factor.removed")
    for row in (added, removed):
        assert (row["account_id"], row["actor"]) == (alice.id, "seller")
        assert row["detail"]["factor"] == "totp"
    page = browser.get("/settings/events").text
    assert "A way in was removed." in page


def test_a_passkeys_coming_and_going_are_noted(cli: Cli, sign_in: SignIn, alice: Seller) -> None:
    """J1, B14: factor changes."""
    browser = sign_in(alice)
    browser.post("/settings/passkeys", data={"credential": make(browser, SecurityKey())})
    (kept,) = Passkey.of(alice.id)
    browser.post("/settings/passkeys/remove", data={"passkey": kept.id})
    for event in ("passkey.added", "passkey.removed"):
        (row,) = noted(cli, event)
        assert (row["account_id"], row["actor"]) == (alice.id, "seller")


def test_what_opened_the_door_instead_of_a_text_is_noted(
    cli: Cli, app: Flask, sign_in: SignIn, alice: Seller
) -> None:
    """J1, B11: an app's code and one from paper, neither of which is in the log."""
    browser = sign_in(alice)
    authenticator, paper = set_up(browser), make_codes(browser)
    typed = {
        "authenticator": authenticator.at(clock.now() + 30),  # the step of the set-up is used
        "recovery-code": paper[0],
    }
    for way, code in typed.items():
        other = app.test_client()
        other.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        other.get(urlsplit(alice.login_link()).path)
        assert other.post(f"/verify/{way}", data={"code": code}).status_code == 303
    (by_app,), (by_paper,) = noted(cli, "factor.used"), noted(cli, "recovery_code.used")
    assert (by_app["detail"], by_paper["detail"]) == ({"way": "totp"}, {"way": "recovery"})
    assert not any(code in cli("audit", "show", "--json") for code in typed.values())
    assert "A recovery code was used." in browser.get("/settings/events").text
