"""The ways to sign in as the overview lists them: what there is, and where to change it."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.access.factors.authenticator import Authenticator
from webapp.access.factors.passkey import Passkey
from webapp.access.factors.recovery_code import RecoveryCode
from webapp.accounts.account import Account
from webapp.accounts.factor import PASSKEY, RECOVERY, TOTP
from webapp.formatting import listing


@dataclass(frozen=True, slots=True)
class Way:
    """One way beside text messages."""

    name: str
    icon: str
    note: str
    is_on: bool
    url: str


def panel(account: Account) -> dict[str, list[Way]]:
    """What the template needs: what the platform allows, and what is there all the same."""
    found = {TOTP: _app(account), RECOVERY: _codes(account), PASSKEY: _passkeys(account)}
    allows = account.platform.allows
    return {"ways": [way for factor, way in found.items() if way.is_on or allows(factor)]}


def _app(account: Account) -> Way:
    is_on = Authenticator.of(account.id) is not None
    note = _("On.") if is_on else _("Codes that your phone computes, also without a network.")
    return Way(_("Authenticator app"), "app", note, is_on, url_for("settings.authenticator"))


def _codes(account: Account) -> Way:
    left = RecoveryCode.left(account.id)
    note = _("Ten codes on paper, for the day when the phone is gone.")
    if left:
        note = ngettext("%(num)s left.", "%(num)s left.", left)
    return Way(_("Recovery codes"), "paper", note, left > 0, url_for("settings.recovery_codes"))


def _passkeys(account: Account) -> Way:
    names = [passkey.name for passkey in Passkey.of(account.id)]
    note = listing(names) if names else _("Your finger, face or screen lock instead of a code.")
    return Way(_("Passkeys"), "key", note, bool(names), url_for("settings.passkeys"))
