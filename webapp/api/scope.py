"""Who asks: the key's platform and mode, and the account that the request acts for."""

import re
from dataclasses import dataclass, replace

from flask import g, request

from webapp.accounts.account import Account, AccountInvalid
from webapp.accounts.api_key import ApiKey, ApiKeyMissing
from webapp.errors import AppError

ACCOUNT_ID = re.compile("acct_[A-Za-z0-9]{1,64}")


class PlatformOnly(AppError):
    """Only the platform itself can do this. Leave out the Stripe-Account header."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose objects can be seen: those of one account, of a platform, in one mode."""

    platform_id: str
    livemode: bool
    account_id: str

    def of(self, account_id: str) -> "Scope":
        """The same key's view of another account of its platform."""
        return replace(self, account_id=account_id)


def authenticate() -> None:
    """Find the key and the account it acts for, or refuse; cookies say nothing here."""
    key = ApiKey.find(_key())
    g.key = key
    g.account = _acting_account(key)
    g.scope = Scope(key.platform_id, key.livemode, g.account.id)


def connected_account(account_id: str) -> Account | None:
    """A living connected account of the key's platform and mode."""
    return (
        Account.connected(g.key.platform, livemode=g.key.livemode)
        .where(Account.id == account_id)
        .first()
    )


def platform_account() -> Account:
    """The platform's own account in the key's mode."""
    if g.account.is_platform:
        return g.account
    return Account.of_platform(g.key.platform, livemode=g.key.livemode)


def refuse_connected() -> None:
    """Raise `PlatformOnly` if the request acts for a connected account."""
    if not g.account.is_platform:
        raise PlatformOnly()


def _key() -> str:
    sent = request.authorization
    key = sent and (sent.username if sent.type == "basic" else sent.token)
    if not key:
        raise ApiKeyMissing()
    return key


def _acting_account(key: ApiKey) -> Account:
    account_id = request.headers.get("Stripe-Account")
    if account_id is None:
        return Account.of_platform(key.platform, livemode=key.livemode)
    mine = (Account.platform == key.platform_id) & (Account.livemode == key.livemode)
    found = None
    if ACCOUNT_ID.fullmatch(account_id):
        found = Account.get_or_none(mine, Account.id == account_id, Account.deleted_at.is_null())
    if found is None:
        raise AccountInvalid()
    return found
