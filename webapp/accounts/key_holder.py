"""Whose key it is, and which accounts it reaches: asked at every request, so kept to two reads."""

import re
from contextlib import suppress
from typing import NamedTuple

from peewee import OperationalError

from webapp import clock
from webapp.accounts.account import Account, AccountInvalid
from webapp.accounts.api_key import ApiKey, ApiKeyInvalid, digest
from webapp.accounts.platform import Platform
from webapp.database import Prepared
from webapp.errors import AppError

ACCOUNT_ID = re.compile("acct_[A-Za-z0-9]{1,64}")


class PlatformDisabled(AppError):
    """Your platform is switched off here. Ask whoever runs this dashboard to switch it on again."""

    status = 403
    refusal = "access.refused"


class Holder(NamedTuple):
    """A platform in one mode, which no key of it leaves."""

    platform_id: str
    livemode: bool


class KnownKey(NamedTuple):
    """A living key: whose it is, how it is named, and what it may do (None: everything)."""

    digest: str
    hint: str
    holder: Holder
    permissions: str | None


class Reached(NamedTuple):
    """An account that the holder may act for; the platform's own, or a seller's."""

    account_id: str
    is_platform: bool


_KEY = Prepared(
    lambda mark: (
        ApiKey.select(
            *(ApiKey.platform, ApiKey.livemode, ApiKey.hint, ApiKey.permissions, ApiKey.used_at),
            Platform.disabled_at,
        )
        .join(Platform)
        .where(ApiKey.digest == mark, ApiKey.revoked_at.is_null())
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


def known(key: str) -> KnownKey:
    """What is known of a key, and a note of its use; raises `ApiKeyInvalid`, `PlatformDisabled`."""
    digest_ = digest(key)
    row = _KEY.first(digest_)
    if row is None:
        raise ApiKeyInvalid()
    platform_id, livemode, hint, permissions, used_at, disabled_at = row
    if disabled_at is not None:
        raise PlatformDisabled()
    today = clock.now() // clock.DAY * clock.DAY
    if used_at is None or used_at < today:
        with suppress(OperationalError):  # a note that cannot be made stops nobody's work
            ApiKey.update(used_at=today).where(ApiKey.digest == digest_).execute()
    return KnownKey(digest_, hint, Holder(platform_id, bool(livemode)), permissions)


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
