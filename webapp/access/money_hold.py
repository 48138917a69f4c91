"""Payouts held for a day, and written down: after a new phone, and after a recovery."""

from webapp.access.audit import trail
from webapp.accounts import payout_hold
from webapp.accounts.account import Account


def place(account: Account) -> None:
    """Nobody turns this account's money elsewhere from now on, for a day."""
    trail.record("hold.placed", account=account, until=payout_hold.place(account))
