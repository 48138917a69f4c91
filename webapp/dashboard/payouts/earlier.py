"""Payouts of before: lines that came from elsewhere, and no payout of ours tells of them."""

from webapp import clock
from webapp.accounts.account import Account
from webapp.dashboard.currency import seller_currencies
from webapp.dashboard.lists import payout_lines_url
from webapp.dashboard.seller import seller
from webapp.ledger.earnings import totals
from webapp.ledger.payouts.payout import Payout


def earlier_url(currency: str | None) -> str | None:
    """The payout lines, if some are older than every payout; in one currency or in all."""
    codes = [currency] if currency else seller_currencies()
    is_there = any(_has_earlier(seller(), code) for code in codes)
    return payout_lines_url(currency) if is_there else None


def _has_earlier(account: Account, currency: str) -> bool:
    """By the rollups of days: no line is read."""
    begun = totals.first_day(account, currency, ("payout",))
    if begun is None:
        return False
    mine = (Payout.account == account.id) & (Payout.currency == currency)
    oldest = Payout.select(Payout.created).where(mine).order_by(Payout.created).limit(1).scalar()
    return oldest is None or begun < clock.local_day(oldest, account.timezone)
