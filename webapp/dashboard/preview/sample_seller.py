"""A seller with sample money, who exists for the length of one answer.

She and her lines are written as anybody's are, so that the pages show them as they show anybody's;
the transaction that holds them is taken back, so that nobody else ever sees them.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import g
from flask_login import current_user

from webapp import clock
from webapp.access.sessions.signed_in import SignedIn
from webapp.accounts.account import EXPRESS, Account
from webapp.accounts.platform import Platform
from webapp.dashboard.preview.look import Look
from webapp.database import db
from webapp.ledger.lines.journal import NewLine, record_all
from webapp.ledger.payouts.payout import pay_out
from webapp.money import Money

NAME = "Sample Seller"
BANK = {"bank_name": "Sample Bank", "last4": "6789", "country": "DE"}
SALES, EVERY, PENDING_FOR = 22, 30 * clock.HOUR, 2 * clock.DAY
PRICES = (4_200, 1_850, 7_990, 2_640, 12_400, 3_300, 990)


@contextmanager
def sample_seller(platform: Platform, look: Look, theme: str) -> Iterator[SignedIn]:
    """The seller, signed in until this ends; nothing of her is left."""
    before = current_user._get_current_object()
    with db.atomic() as everything:
        try:
            account = _open(platform)
            user = _signed_in(platform, account, look, theme)
            g._login_user = user  # for this answer alone: there is no session behind it
            yield user
        finally:
            g._login_user = before
            for name in ("seller", "seller_currencies"):
                g.pop(name, None)
            everything.rollback()


def _open(platform: Platform) -> Account:
    own = Account.of_platform(platform, livemode=False)
    account = Account.open(
        platform,
        livemode=False,
        type=EXPRESS,
        business_name=NAME,
        country=own.country,
        default_currency=own.default_currency,
        timezone=own.timezone,
        bank_account=BANK,
    )
    record_all(account.id, _lines(account.default_currency))
    payout = pay_out(account, Money(24_000, account.default_currency))
    payout.mark("in_transit")
    return account


def _lines(currency: str) -> list[NewLine]:
    now = clock.now()
    return [_sale(now - EVERY * n - n * n * 60, n, currency) for n in range(SALES, 0, -1)]


def _sale(created: int, number: int, currency: str) -> NewLine:
    amount = PRICES[number % len(PRICES)] + 130 * number
    return NewLine(
        "payment" if number % 9 else "payment_refund",
        amount if number % 9 else -amount // 3,
        currency,
        fee=amount * 8 // 100 if number % 9 else 0,
        created=created,
        available_on=created + PENDING_FOR,
        metadata={"order_id": str(1_000 - number)},
    )


def _signed_in(platform: Platform, account: Account, look: Look, theme: str) -> SignedIn:
    now = clock.now()
    return SignedIn(
        digest="",
        seen_at=now,
        expires_at=now + int(timedelta(hours=1).total_seconds()),
        verified_at=None,
        proof=None,
        reach=(),
        account_id=account.id,
        livemode=False,
        timezone=account.timezone,
        default_currency=account.default_currency,
        language=None,
        theme=theme,
        revision=account.revision,
        display_name=NAME,
        platform_id=platform.id,
        platform_name=platform.name,
        brand_color=look.color,
        hidden_panels=look.hidden,
        descriptions=json.dumps(platform.descriptions) if platform.descriptions else None,
        has_icon=platform.icon_type is not None,
        is_framed=False,
        return_url=None,
    )
