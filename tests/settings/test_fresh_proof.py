"""What could let somebody else in wants a fresh proof, and a platform that allows it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from webapp.access.factors.authenticator import Authenticator
from webapp.access.factors.passkey import Passkey
from webapp.access.factors.recovery_code import RecoveryCode

SignIn = Callable[[Seller], FlaskClient]
FIVE_MINUTES = 5 * 60
CHANGES = [
    *("authenticator/begin", "authenticator", "authenticator/remove"),
    *("recovery-codes", "recovery-codes/remove"),
    *("passkeys/options", "passkeys", "passkeys/remove"),
]


def main(page: str) -> str:
    """The page without what every page has."""
    return page.split('id="main"')[1].split("</main>")[0]


@pytest.mark.parametrize("path", CHANGES)
def test_a_proof_of_long_ago_is_asked_for_again(
    sign_in: SignIn, alice: Seller, time_machine: TimeMachineFixture, path: str
) -> None:
    """C8: five minutes after the code the session alone changes no way in."""
    time_machine.move_to(2_000_000_000, tick=False)
    browser = sign_in(alice)
    time_machine.shift(FIVE_MINUTES + 1)
    url = f"/settings/{path.split('/')[0]}"
    then = f"/confirm?then={path.split('/')[0].replace('-', '_')}"
    answer = browser.post(f"/settings/{path}")
    assert (answer.status_code, answer.location) == (303, then)
    shown = main(browser.get(url).text)
    assert f'href="{then}"' in shown
    assert "<button" not in shown
    assert not Authenticator.select().count() + RecoveryCode.left(alice.id)


def test_the_seed_is_not_shown_to_a_proof_of_long_ago(
    sign_in: SignIn, alice: Seller, time_machine: TimeMachineFixture
) -> None:
    """B12: who finds the page open later reads no seed."""
    time_machine.move_to(2_000_000_000, tick=False)
    browser = sign_in(alice)
    browser.post("/settings/authenticator/begin")
    seed = Authenticator.pending(alice.id).seed
    assert seed in browser.get("/settings/authenticator").text.replace(" ", "")
    time_machine.shift(FIVE_MINUTES + 1)
    assert seed not in browser.get("/settings/authenticator").text.replace(" ", "")


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("path", ["authenticator", "recovery-codes", "passkeys"])
def test_looking_changes_nothing(sign_in: SignIn, alice: Seller, path: str) -> None:
    """E11: however often the pages are opened, nothing is written."""
    browser = sign_in(alice)
    for _ in range(2):
        assert browser.get(f"/settings/{path}").status_code == 200
    assert not Authenticator.select().count() + len(Passkey.of(alice.id))


def test_what_the_platform_does_not_allow_is_neither_shown_nor_added(
    sign_in: SignIn, make_platform: Callable[..., Platform]
) -> None:
    """B12, B14, C11: with `--factor sms` nothing else can be added."""
    seller = open_account(make_platform("Strict", "--factor", "sms"), "carla")
    browser = sign_in(seller)
    shown = browser.get("/settings").text
    for name in ("authenticator", "recovery-codes", "passkeys"):
        assert f"/settings/{name}" not in shown
        assert browser.get(f"/settings/{name}").status_code == 404
    for path in ("authenticator/begin", "authenticator", "recovery-codes", "passkeys/options"):
        assert browser.post(f"/settings/{path}").status_code == 403
    assert not Authenticator.select().count() + RecoveryCode.left(seller.id)
