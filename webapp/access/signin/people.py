"""Whose accounts a pending sign-in may open, and where their codes go."""

from peewee import fn

from webapp import keyring
from webapp.access.sessions.session import Session
from webapp.access.signin.verification import NEW_EMAIL, PHONE, Verification
from webapp.accounts.account import EXPRESS, Account
from webapp.accounts.factor import EMAIL
from webapp.accounts.platform import Platform

EMAIL_ACCOUNTS_MAX = 20
NUMBERS_MAX = 3  # a sign-in by e-mail texts no more numbers than these, one of each platform


def accounts_of(login: Verification) -> list[Account]:
    """The accounts that the sign-in may open: the link's one, or all that have the e-mail."""
    if login.purpose == PHONE and login.reach:
        return [one for one in accounts_by_id(login.reach) if one.has_dashboard]
    if login.email is not None:
        return accounts_by_email(login.email)
    return [login.account] if login.account and login.account.has_dashboard else []


def reached(login: Verification) -> list[Account]:
    """The accounts that the proof opened and that may still be opened, the last used first."""
    ids: list[str] = list(login.reach or ()) if login.is_proven else []
    return [account for account in accounts_of(login) if account.id in ids]


def accounts_by_id(ids: list[str]) -> list[Account]:
    """The accounts with these ids, with their platforms."""
    rows = Account.select(Account, Platform).join(Platform).where(Account.id.in_(ids))
    return list(rows.order_by(Account.id))


def accounts_by_email(email: str) -> list[Account]:
    """Live express accounts with this address, the last used first; test ones come by links."""
    used = Session.select(fn.MAX(Session.created)).where(Session.account == Account.id)
    return list(
        Account.select(Account, Platform)
        .join(Platform)
        .where(
            Account.email == email,
            Account.livemode,
            Account.type == EXPRESS,
            Account.deleted_at.is_null(),
            Platform.disabled_at.is_null(),
        )
        .order_by(fn.COALESCE(used, 0).desc(), Account.created.desc(), Account.id.desc())
        .limit(EMAIL_ACCOUNTS_MAX)
    )


def address_of(login: Verification, account: Account, way: str) -> str | None:
    """Where the account's codes go: its phone or mail; to what is being proven, to that itself."""
    if login.purpose == PHONE:
        return login.phone
    if login.purpose == NEW_EMAIL:
        return login.new_email if way == "email" else None
    return account.phone if way == "sms" else account.email


def is_allowed(login: Verification, account: Account, way: str) -> bool:
    """May it be proven so? Any platform's sellers may prove that an address is theirs."""
    return login.purpose == NEW_EMAIL or account.platform.allows(way)


def gets_mail(account: Account) -> bool:
    """May codes for this account go by mail?"""
    return account.email is not None and account.platform.allows(EMAIL)


def receivers(login: Verification, way: str) -> dict[str, list[Account]]:
    """The addresses that get a code now, each with the accounts that it opens.

    Two people may have given one e-mail to two platforms: each number gets a code of its own, so
    neither opens what is the other's. A platform that opens many accounts fills one place only.
    """
    found: dict[str, list[Account]] = {}
    seen: set[str] = set()
    for account in accounts_of(login):
        address = address_of(login, account, way)
        if address is None or not is_allowed(login, account, way):
            continue
        is_new = address not in found
        if is_new and (account.platform_id in seen or len(found) == NUMBERS_MAX):
            continue
        seen.add(account.platform_id)
        found.setdefault(address, []).append(account)
    return found


def enrolment(account_id: str) -> str:
    """A name for the wrong tries at a number or address that is not the account's yet.

    They are apart from those of signing in: a phone that is locked or off can be replaced.
    """
    return f"phone:{account_id}"


def stranger(login: Verification) -> str:
    """A name for the wrong tries of an e-mail address, whether or not anybody has it."""
    return "email:" + keyring.mac("stranger", login.email or "")[:32]
