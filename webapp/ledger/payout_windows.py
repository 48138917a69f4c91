"""Which lines an automatic payout is made of: those that joined the balance since the one before.

A line settles at the moment from which a payout may take it: when its money is available, but
never before the end of the latest automatic payout at the time it was recorded. So each line
settles in exactly one payout's window, and no line joins a window that is closed.
"""

from collections.abc import Iterable
from typing import NamedTuple

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp.accounts.account import Account
from webapp.database import BaseModel, Prepared, columns_of


class PayoutWindow(BaseModel):
    """An automatic payout's lines settled later than `after` and by `through`; null is ever.

    What was brought forward, and those lines, make the payout and what was left over.
    """

    account = ForeignKeyField(Account, index=False)
    payout = CharField()
    currency = CharField(max_length=3)
    after = BigIntegerField(null=True)
    through = BigIntegerField()
    brought_forward = BigIntegerField()
    """Minor units that were available at `after` already: what earlier payouts had left."""
    left_over = BigIntegerField()
    """Minor units that this payout could not carry; the next one brings them forward."""

    class Meta:
        """Found by the payout, and by a moment within it."""

        primary_key = CompositeKey("account", "payout")
        indexes = ((("account", "currency", "through"), False),)


class Latest(NamedTuple):
    """Where the latest window of a currency ended, and with how much left over."""

    payout: str
    through: int
    left_over: int


_LATEST = Prepared(
    lambda mark: (
        PayoutWindow.select(*columns_of(PayoutWindow, Latest))
        .where(PayoutWindow.account == mark, PayoutWindow.currency == mark)
        .order_by(PayoutWindow.through.desc())
        .limit(mark)
    )
)


def latest(account_id: str, currency: str) -> Latest | None:
    """The latest window of a currency; None before the first automatic payout."""
    found = _LATEST.first(account_id, currency, 1)
    return Latest._make(found) if found else None


def first_open(account_id: str, currencies: Iterable[str]) -> dict[str, int]:
    """The first moment at which a new line of each currency can settle.

    Ask while the account is held: a payout that is being made is the latest, or not yet.
    """
    found = {currency: latest(account_id, currency) for currency in currencies}
    return {currency: last.through + 1 if last else 0 for currency, last in found.items()}
