"""Whose key it is, and which accounts it reaches: asked at every request, so kept to two reads."""

import re
from typing import NamedTuple

from webapp.accounts.account import Account, AccountInvalid
from webapp.accounts.api_key import ApiKey, ApiKeyInvalid, digest
from webapp.database import Prepared

ACCOUNT_ID = re.compile("acct_[A-Za-z0-9]{1,64}")


class Holder(NamedTuple):
    """A platform in one mode, which no key of it leaves."""

    platform_id: str
    livemode: bool


class Reached(NamedTuple):
    """An account that the holder may act for; the platform's own, or a seller's."""

    account_id: str
    is_platform: bool


_HOLDER = Prepared(
    lambda mark: ApiKey.select(ApiKey.platform, ApiKey.livemode).where(
        ApiKey.digest == mark, ApiKey.revoked_at.is_null()
    )
)
_LIVING = [Account.deleted_at.is_null()]
_OWN = Prepared(
    lambda mark: Account.select(Account.id).where(
        Account.platform == mark, Account.livemode == mark, Account.is_platform, *_LIVING
    )
)
_NAMED = Prepared(
    lambda mark: Account.select(Account.id, Account.is_platform).where(
        Account.platform == mark, Account.livemode == mark, Account.id == mark, *_LIVING
    )
)


def holder(key: str) -> Holder:
    """Who holds the key; raises `ApiKeyInvalid`."""
    row = _HOLDER.first(digest(key))
    if row is None:
        raise ApiKeyInvalid()
    return Holder(row[0], bool(row[1]))


def own(who: Holder) -> Reached:
    """The platform's own account in the key's mode."""
    row = _OWN.first(*who)
    assert row is not None, "founding a platform opens its own accounts"
    return Reached(row[0], is_platform=True)


def named(who: Holder, account_id: str) -> Reached:
    """One of the holder's living accounts; raises `AccountInvalid` for any other, known or not."""
    row = _NAMED.first(*who, account_id) if ACCOUNT_ID.fullmatch(account_id) else None
    if row is None:
        raise AccountInvalid()
    return Reached(row[0], bool(row[1]))
