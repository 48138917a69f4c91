"""A sign-in by e-mail address takes two proofs of different kinds, where a platform says so.

Between the two it is a pending sign-in of its own: to one account, under another cookie, and it
opens nothing. A login link takes one proof, since its platform has signed the seller in already. A
passkey is two by itself: the device, and the finger, face or PIN that its holder shows to it.
"""

from webapp.access.signin.people import accounts_by_id, address_of, reached
from webapp.access.signin.verification import (
    CHOICE_LIFETIME,
    SECOND,
    Verification,
    VerificationGone,
)
from webapp.accounts.account import Account
from webapp.accounts.factor import EMAIL, PASSKEY, SMS
from webapp.database import db


def is_enough(login: Verification, account: Account) -> bool:
    """Was all proven that this account's platform asks for?"""
    if login.link is not None or not account.platform.asks_two:
        return True
    kinds = {login.first_proof, login.proof if _is_hers(login, account) else None} - {None}
    return PASSKEY in kinds or len(kinds) > 1


def open_to(login: Verification) -> list[Account]:
    """The accounts that may be opened by what is proven, without any further step."""
    beside = accounts_by_id(login.reach or []) if login.purpose == SECOND else reached(login)
    return [one for one in beside if one.has_dashboard and is_enough(login, one)]


def begin(login: Verification, account: Account) -> str:
    """Go on with a sign-in that awaits the other proof; returns the token for its cookie.

    Wrong tries are not given back by it, nor is time: the first proof lasts as long as ever.
    """
    if login.proven_at is None or login.purpose == SECOND:
        raise VerificationGone()
    with db.atomic():
        login.end()
        return Verification.begin(
            account,
            purpose=SECOND,
            first_proof=login.proof,
            reach=login.reach,
            then=login.then,
            tries=login.tries - 1,  # all but the right one
            expires_at=login.proven_at + CHOICE_LIFETIME,
            is_framed=login.is_framed,
            place=login.place,
            language=login.language,
        )


def _is_hers(login: Verification, account: Account) -> bool:
    """Does the last proof say anything of this account, and not only of the one it was for?

    A code that was sent does so for each account that has the same address; an app, a passkey or a
    recovery code is of one account alone.
    """
    here = login.account
    if login.purpose != SECOND or here is None or account.id == here.id:
        return True
    way = login.proof
    is_shared = way in (SMS, EMAIL) and account.platform.allows(way)
    return is_shared and address_of(login, account, way) == address_of(login, here, way)
