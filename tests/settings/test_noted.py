"""Ways in that are added and removed are written down, and the seller reads it."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.cast import Seller
from tests.noted import noted
from tests.security_key import SecurityKey
from tests.settings.test_authenticator import set_up
from tests.settings.test_passkeys import make
from webapp.access.passkey import Passkey

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
