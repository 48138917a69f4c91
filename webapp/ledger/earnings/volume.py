"""Earnings: net volume of charges and transfers, read from the rollups by type."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from peewee import SQL, fn

from webapp.accounts.account import Account
from webapp.database import Prepared, columns_of
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
    found = _FIRST_DAY.first(account.id, currency, *_TYPES, 1)
    return date.fromisoformat(found[0]) if found else None


def quarters(account: Account, currency: str, first: int, end: int) -> Iterator[tuple[int, Sums]]:
    """The quarters of an hour from a moment to another, and what was earned in them."""
    for start, *sums in _QUARTERS.rows(account.id, currency, first, end, *_TYPES):
        yield start, Sums(*sums)


def since(account: Account, currency: str, first: date, digits: int) -> dict[str, Sums]:
    """What was earned since a day, by as many digits of its date: 10 for days, 7 for months."""
    rows = _SINCE.rows(digits, account.id, currency, first.isoformat(), *_TYPES)
    return {label: Sums.of(found) for label, *found in rows}


def _first_day(mark: Any) -> Any:
    day = TypeDay
    mine = (day.account == mark, day.currency == mark, day.type.in_([mark] * len(_TYPES)))
    return day.select(day.day).where(*mine).order_by(day.day).limit(mark)


def _quarters(mark: Any) -> Any:
    quarter = TypeQuarter
    return quarter.select(quarter.start, *columns_of(quarter, Sums)).where(
        quarter.account == mark,
        quarter.currency == mark,
        quarter.start >= mark,
        quarter.start < mark,
        quarter.type.in_([mark] * len(_TYPES)),
    )


def _since(mark: Any) -> Any:
    day = TypeDay
    sums = map(fn.SUM, columns_of(day, Sums))
    found = day.select(fn.SUBSTR(day.day, SQL("1"), mark), *sums).where(
        day.account == mark,
        day.currency == mark,
        day.day >= mark,
        day.type.in_([mark] * len(_TYPES)),
    )
    return found.group_by(SQL("1"))


_FIRST_DAY, _QUARTERS, _SINCE = Prepared(_first_day), Prepared(_quarters), Prepared(_since)
