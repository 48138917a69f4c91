"""One contact at a time: a mail cannot replace a phone while one of the two is new.

Whoever takes over both contacts takes over the account. So after one has changed, the other can be
changed by it only when its owner had the time to read the notice and to speak up.
"""

from webapp import clock
from webapp.accounts import contact_change, payout_hold
from webapp.accounts.account import Account
from webapp.accounts.contact_change import ContactChange
from webapp.accounts.factor import EMAIL
from webapp.errors import AppError

EMAIL_IS_NEW = 7 * clock.DAY
PHONE_IS_NEW = clock.DAY


class ContactChangedLately(AppError):
    """Your contacts were changed a short while ago. Ask the platform to let you enrol a phone."""

    status = 409


def refuse_if_changed_lately(account: Account, proof: str | None) -> None:
    """Raise `ContactChangedLately` if a mail is the proof; what the platform asked for is well."""
    if proof != EMAIL or account.awaits_phone:
        return
    for what, noun, time in (
        (contact_change.EMAIL, "e-mail address", EMAIL_IS_NEW),
        (contact_change.PHONE, "mobile number", PHONE_IS_NEW),
    ):
        newest = ContactChange.newest(account, what)
        if newest and newest.at + time > clock.now():
            raise ContactChangedLately(_sentence(account, noun, newest.at + time))


def _sentence(account: Account, noun: str, until: int) -> str:
    return (
        f"The {noun} of your account was changed a short while ago. To keep it safe, a code by "
        f"e-mail cannot give it a new mobile number before {payout_hold.in_utc(until)}. If it "
        f"cannot wait, ask {account.platform.name} to let you choose a new number."
    )
