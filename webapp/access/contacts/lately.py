"""One contact at a time: a mail cannot replace a phone while one of the two is new.

Whoever takes over both contacts takes over the account. So after one has changed, the other can be
changed by it only when its owner had the time to read the notice and to speak up. An app, a passkey
or recovery codes that were enrolled since then are no better than the contact they came by.
"""

from webapp import clock
from webapp.access.factors.enrolled import newest_at
from webapp.accounts import contact_change, payout_hold
from webapp.accounts.account import Account
from webapp.accounts.contact_change import ContactChange
from webapp.accounts.factor import PASSKEY, RECOVERY, SMS, TOTP
from webapp.errors import AppError
from webapp.languages import N_

EMAIL_IS_NEW = 7 * clock.DAY
PHONE_IS_NEW = clock.DAY
EMAIL_WAS_CHANGED = N_(
    "The e-mail address of your account was changed a short while ago. To keep it safe, only a "
    "code to its phone can give it a new mobile number before %(until)s. If it cannot wait, ask "
    "%(platform)s to let you choose a new number."
)
PHONE_WAS_CHANGED = N_(
    "The mobile number of your account was changed a short while ago. To keep it safe, only a "
    "code to its phone can give it a new mobile number before %(until)s. If it cannot wait, ask "
    "%(platform)s to let you choose a new number."
)

PHONE_IS_TOO_NEW = N_(
    "The mobile number of your account was changed a short while ago. To keep it safe, its e-mail "
    "address can be changed after %(until)s."
)


class ContactChangedLately(AppError):
    """Your contacts were changed a short while ago. Ask the platform to let you enrol a phone."""

    status = 409


def refuse_if_changed_lately(account: Account, proof: str | None) -> None:
    """Raise `ContactChangedLately` unless the proof is older, or the platform asked for it."""
    if proof == SMS or account.awaits_phone:
        return
    for what, sentence, time in (
        (contact_change.EMAIL, EMAIL_WAS_CHANGED, EMAIL_IS_NEW),
        (contact_change.PHONE, PHONE_WAS_CHANGED, PHONE_IS_NEW),
    ):
        newest = ContactChange.newest(account, what)
        is_new = newest is not None and newest.at + time > clock.now()
        if newest and is_new and _is_younger(account, proof, newest.at):
            until, platform = payout_hold.in_utc(newest.at + time), account.platform.name
            raise ContactChangedLately(sentence, until=until, platform=platform)


def refuse_if_phone_is_new(account: Account, proof: str | None) -> None:
    """Raise `ContactChangedLately` for who may have come by a phone that is not the owner's."""
    newest = ContactChange.newest(account, contact_change.PHONE)
    is_new = newest is not None and newest.at + PHONE_IS_NEW > clock.now()
    if newest and is_new and _is_younger(account, proof, newest.at):
        until = payout_hold.in_utc(newest.at + PHONE_IS_NEW)
        raise ContactChangedLately(PHONE_IS_TOO_NEW, until=until)


def _is_younger(account: Account, proof: str | None, change: int) -> bool:
    is_own = proof in (TOTP, RECOVERY, PASSKEY)
    return not is_own or newest_at(account.id, str(proof)) >= change
