"""Who may name a new number: she who proved herself of late, and nobody else.

A session alone does not do, and neither does a number that somebody names before any proof.
"""

from webapp import clock
from webapp.access.contacts import phone_change
from webapp.access.contacts.lately import refuse_if_changed_lately
from webapp.access.factors import attempts
from webapp.access.signin.people import accounts_of, gets_mail, reached
from webapp.access.signin.second_proof import is_enough
from webapp.access.signin.verification import (
    CHOICE_LIFETIME,
    LOGIN,
    LOST_PHONE,
    PHONE,
    Verification,
    VerificationGone,
)
from webapp.accounts.account import Account
from webapp.accounts.contact_change import RECOVERY, SELLER
from webapp.accounts.factor import SMS
from webapp.database import db
from webapp.errors import AppError

FRESH = 5 * clock.MINUTE  # how old a proof may be for somebody who is signed in


class PhoneUnchanged(AppError):
    """This is the number that your codes go to already. Give the new one."""

    status = 422


def is_wanted(login: Verification, account: Account) -> bool:
    """Is who proved herself to name a new number before the account opens?"""
    is_lost = login.then == LOST_PHONE and login.proof != SMS
    return account.awaits_phone or is_lost


def nameable(login: Verification) -> list[Account]:
    """The accounts for which this sign-in may name a number now."""
    if login.purpose == PHONE:
        latest = (login.recovered_at or 0) + CHOICE_LIFETIME
        return accounts_of(login) if clock.now() <= latest else []
    if not login.is_signing_in:
        return []
    found = reached(login) if login.is_proven else accounts_of(login)
    return [one for one in found if is_wanted(login, one) and _is_sure(login, one)]


def name(login: Verification, account: Account, number: str) -> str:
    """Go on with a code to this number; returns the token of the sign-in that awaits it.

    Other accounts of hers that had the same old number get the new one with it.
    """
    if number == account.phone:
        _refuse_unless_off(account)
    together = accounts_of(login) if login.purpose == PHONE else _together(login, account)
    with db.atomic():
        if login.link and login.purpose == LOGIN:
            login.link.spend(login.digest)
        login.end()
        return Verification.begin(
            account,
            login.link,
            purpose=PHONE,
            phone=number,
            reach=[one.id for one in together],
            recovered_at=login.recovered_at or login.proven_at or clock.now(),
            is_framed=login.is_framed,
            place=login.place,
            language=login.language,
        )


def name_signed_in(
    account: Account, number: str, session: str, proof: str | None, *, is_framed: bool
) -> str:
    """The same for somebody who is signed in and proved herself a moment ago."""
    if number == account.phone:
        _refuse_unless_off(account)
    else:
        refuse_if_changed_lately(account, proof)
    return Verification.begin(
        account, purpose=PHONE, phone=number, session=session, is_framed=is_framed
    )


def enrol(login: Verification) -> list[tuple[Account, str | None]]:
    """The code to the new number was right: it takes the old ones' place, once.

    Returns the accounts, each with the number that it had before.
    """
    with db.atomic():
        accounts = phone_change.held([one.id for one in reached(login)])
        login.end()
        before = [phone_change.former_phone(one) for one in accounts]
        for account in accounts:
            _take(account, login)
    if not accounts:
        raise VerificationGone()
    return list(zip(accounts, before, strict=True))


def _refuse_unless_off(account: Account) -> None:
    """The number that there is may be proven anew only where wrong codes have turned it off."""
    if not attempts.is_off(account.id, SMS):
        raise PhoneUnchanged(param="phone")


def _take(account: Account, login: Verification) -> None:
    if account.phone == login.phone:
        phone_change.prove_anew(account)
    else:
        by = SELLER if login.session else RECOVERY
        phone_change.change(account, login.phone, by=by, keep=login.session)


def _is_sure(login: Verification, account: Account) -> bool:
    """A link says enough where the platform asked for a new number and there is no mail address."""
    is_vouched = account.awaits_phone and login.link is not None and not gets_mail(account)
    return is_vouched or (login.is_proven and is_enough(login, account))


def _together(login: Verification, account: Account) -> list[Account]:
    """The account, which must not be refused, and those with the same old number that are not."""
    refuse_if_changed_lately(account, login.proof)
    found = [account]
    for one in nameable(login):
        if one.id != account.id and one.phone and one.phone == account.phone:
            try:
                refuse_if_changed_lately(one, login.proof)
            except AppError:
                continue
            found.append(one)
    return found
