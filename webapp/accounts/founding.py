"""Founding: a platform with its two ledger accounts (test, live) and their first secret keys."""

from dataclasses import dataclass
from typing import Any

from webapp import clock, ids
from webapp.accounts.account import NONE, Account
from webapp.accounts.api_key import ApiKey
from webapp.accounts.platform import Platform
from webapp.database import db

COUNTRY_DEFAULT, CURRENCY_DEFAULT = "US", "usd"


@dataclass(frozen=True, slots=True)
class Founded:
    """A new platform and its keys, which nobody can read again later."""

    platform: Platform
    test_key: str
    live_key: str


def found_platform(name: str, **brand: Any) -> Founded:
    """Make a platform that can be used at once; raises what `Platform.found` raises."""
    with db.atomic():
        platform = Platform.found(name, **brand)
        for livemode in (False, True):
            _open_own_account(platform, livemode)
        return Founded(
            platform,
            test_key=ApiKey.mint(platform, livemode=False),
            live_key=ApiKey.mint(platform, livemode=True),
        )


def _open_own_account(platform: Platform, livemode: bool) -> None:
    Account.create(
        id=ids.new("acct"),
        platform=platform,
        livemode=livemode,
        is_platform=True,
        type=NONE,
        created=clock.now(),
        business_name=platform.name,
        country=COUNTRY_DEFAULT,
        default_currency=CURRENCY_DEFAULT,
        payout_interval="manual",
        delay_days=0,
    )
