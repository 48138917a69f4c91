"""Earnings: net volume of charges and transfers, rolled up by quarter hour and by the seller's day.

Every zone since 2000 stands on a quarter of an hour (UTC+5:45 and 30-minute daylight saving
included), so days of any zone can be made again from the quarters when a seller moves.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Protocol

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock
from webapp.accounts.account import Account, begin_write
from webapp.database import BaseModel, add_all, db

QUARTER = 15 * clock.MINUTE

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

Sums = tuple[int, int, int, int]  # net, gross, fee (minor units) and the count of lines
NOTHING: Sums = (0, 0, 0, 0)


class Earned(Protocol):
    """What earnings need to know of a line."""

    type: str
    currency: str
    created: int
    amount: int
    fee: int

    @property
    def net(self) -> int:
        """Minor units."""


class EarningsQuarter(BaseModel):
    """Net volume of a quarter of an hour; `start` is its first second, UTC."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    start = BigIntegerField()
    net = BigIntegerField()
    gross = BigIntegerField()
    fee = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        """One row a currency and quarter that has lines."""

        primary_key = CompositeKey("account", "currency", "start")


class EarningsDay(BaseModel):
    """Net volume of a calendar day (`YYYY-MM-DD`) in the account's own zone."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    day = CharField(max_length=10)
    net = BigIntegerField()
    gross = BigIntegerField()
    fee = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        """One row a currency and day that has lines."""

        primary_key = CompositeKey("account", "currency", "day")


def add(account_id: str, zone: str, lines: Iterable[Earned]) -> None:
    """Move the buckets that these lines fall into; runs inside the transaction that writes them."""
    quarters: dict[tuple[str, int], Sums] = defaultdict(lambda: NOTHING)
    for line in lines:
        if line.type in EARNING_TYPES:
            key = (line.currency, line.created - line.created % QUARTER)
            quarters[key] = plus(quarters[key], (line.net, line.amount, line.fee, 1))
    add_all(EarningsQuarter, rows_of(account_id, quarters))
    add_all(EarningsDay, rows_of(account_id, by_day(quarters, zone)))


def by_day(quarters: dict[tuple[str, int], Sums], zone: str) -> dict[tuple[str, str], Sums]:
    """The same sums by calendar day of a zone."""
    days: dict[tuple[str, str], Sums] = defaultdict(lambda: NOTHING)
    day, begins, ends = "", 0, 0
    for (currency, start), sums in quarters.items():
        if not begins <= start < ends:  # most follow another of the same day, so nobody need ask
            day, begins, ends = _day_around(start, zone)
        days[currency, day] = plus(days[currency, day], sums)
    return days


def _day_around(moment: int, zone: str) -> tuple[str, int, int]:
    """The day that the moment falls on in the zone, and the moments between which all do.

    On a day when the clocks change that is the moment's quarter alone: Newfoundland's used to go
    back at 00:01, from one day into the one before.
    """
    day = clock.local_day(moment, zone)
    begins, ends = clock.day_start(day, zone), clock.day_start(day + timedelta(1), zone)
    if ends - begins != clock.DAY:
        begins, ends = moment, moment + QUARTER
    return day.isoformat(), begins, ends


def move_to_zone(account: Account, zone: str) -> None:
    """Give the account another zone and cut its days anew, in one transaction."""
    with db.atomic():
        begin_write(account.id)
        account.timezone = zone
        account.save(only=[Account.timezone])
        EarningsDay.delete().where(EarningsDay.account == account.id).execute()
        add_all(EarningsDay, rows_of(account.id, by_day(quarters_of(account.id), zone)))


def quarters_of(account_id: str) -> dict[tuple[str, int], Sums]:
    """All quarters of an account, as the rollup has them."""
    rows = EarningsQuarter.select().where(EarningsQuarter.account == account_id).tuples()
    return {(currency, start): sums_of(sums) for _, currency, start, *sums in rows}


def sums_of(row: Iterable[Any]) -> Sums:
    """A row's four sums as whole numbers; PostgreSQL adds BIGINTs up to decimals."""
    net, gross, fee, count = map(int, row)
    return net, gross, fee, count


def plus(left: Sums, right: Sums) -> Sums:
    """The sums of both."""
    return (left[0] + right[0], left[1] + right[1], left[2] + right[2], left[3] + right[3])


def rows_of(account_id: str, buckets: dict[Any, Sums]) -> list[tuple[Any, ...]]:
    """Full rows in the order of their keys, so that parallel writers lock in one order."""
    return [(account_id, *key, *sums) for key, sums in sorted(buckets.items())]
