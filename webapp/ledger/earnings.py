"""Earnings: net volume of charges and transfers, read from the rollups by type."""

from collections.abc import Iterator
from datetime import date

from peewee import SQL, fn

from webapp.accounts.account import Account
from webapp.ledger.buckets import Sums, TypeDay, TypeQuarter

# Net volume counts charges and transfers with their refunds and reversals, never payouts,
# top-ups, reserves, adjustments or the platform's own fees.
EARNING_TYPES = frozenset(
    {
        "charge",
        "payment",
        "refund",
        "payment_refund",
        "refund_failure",
        "payment_failure_refund",
        "transfer",
        "transfer_refund",
        "transfer_cancel",
        "transfer_failure",
    }
)
_TYPES = sorted(EARNING_TYPES)


def first_day(account: Account, currency: str) -> date | None:
    """The day of the first earnings in a currency."""
    mine = (TypeDay.account == account.id) & (TypeDay.currency == currency)
    earned = TypeDay.type.in_(_TYPES)
    first = TypeDay.select(TypeDay.day).where(mine, earned).order_by(TypeDay.day).limit(1)
    day: str | None = first.scalar()
    return date.fromisoformat(day) if day else None


def quarters(account: Account, currency: str, first: int, end: int) -> Iterator[tuple[int, Sums]]:
    """The quarters of an hour from a moment to another, and what was earned in them."""
    table = TypeQuarter
    query = table.select(table.start, table.net, table.gross, table.fee, table.count).where(
        table.account == account.id,
        table.currency == currency,
        table.start >= first,
        table.start < end,
        table.type.in_(_TYPES),
    )
    for start, *sums in query.tuples():
        yield start, Sums(*sums)


def since(account: Account, currency: str, first: date, digits: int) -> dict[str, Sums]:
    """What was earned since a day, by as many digits of its date: 10 for days, 7 for months."""
    table = TypeDay
    bucket = fn.SUBSTR(table.day, 1, digits)
    sums = [fn.SUM(column) for column in (table.net, table.gross, table.fee, table.count)]
    query = (
        table.select(bucket, *sums)
        .where(
            table.account == account.id,
            table.currency == currency,
            table.day >= first.isoformat(),
            table.type.in_(_TYPES),
        )
        .group_by(SQL("1"))  # to PostgreSQL the same call with another placeholder is another
    )
    return {label: Sums.of(found) for label, *found in query.tuples()}
