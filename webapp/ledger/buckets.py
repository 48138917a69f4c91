"""Sums of lines by type, rolled up by quarter of an hour and by the seller's day.

Every zone since 2000 stands on a quarter of an hour (UTC+5:45 and 30-minute daylight saving
included), so days of any zone can be made again from the quarters when a seller moves.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple, Protocol

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock
from webapp.accounts.account import Account, begin_write
from webapp.database import BaseModel, add_all, db

QUARTER = clock.QUARTER


class Sums(NamedTuple):
    """What some lines of one currency add up to: minor units, and how many lines they are."""

    net: int
    gross: int
    fee: int
    count: int  # type: ignore[assignment]  # a tuple's method of that name is not missed

    def __add__(self, other: "Sums") -> "Sums":  # type: ignore[override]
        """The sums of both; never one tuple behind the other."""
        return Sums(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @classmethod
    def of(cls, row: Iterable[Any]) -> "Sums":
        """A row's four sums as whole numbers; PostgreSQL adds BIGINTs up to decimals."""
        return cls(*(int(column or 0) for column in row))


NOTHING = Sums(0, 0, 0, 0)
Four = tuple[int, int, int, int]
Quarters = dict[tuple[str, int, str], Sums]  # by currency, first second and type
Days = dict[tuple[str, str, str], Sums]  # by currency, `YYYY-MM-DD` and type


class Moved(Protocol):
    """What the rollups need to know of a line."""

    type: str
    currency: str
    created: int
    amount: int
    fee: int


class TypeQuarter(BaseModel):
    """Lines of one type in a quarter of an hour; `start` is its first second, UTC."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    start = BigIntegerField()
    type = CharField()
    net = BigIntegerField()
    gross = BigIntegerField()
    fee = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        """One row a currency, quarter and type that has lines."""

        primary_key = CompositeKey("account", "currency", "start", "type")


class TypeDay(BaseModel):
    """Lines of one type on a calendar day (`YYYY-MM-DD`) in the account's own zone."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    day = CharField(max_length=10)
    type = CharField()
    net = BigIntegerField()
    gross = BigIntegerField()
    fee = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        """One row a currency, day and type that has lines."""

        primary_key = CompositeKey("account", "currency", "day", "type")


def add(account_id: str, zone: str, lines: Iterable[Moved]) -> None:
    """Move the buckets that these lines fall into; runs inside the transaction that writes them."""
    quarters: dict[tuple[str, int, str], Four] = {}
    for line in lines:  # plain tuples, written out: an import spends much of its time here
        created, amount, fee = line.created, line.amount, line.fee
        key = (line.currency, created - created % QUARTER, line.type)
        if found := quarters.get(key):
            net, gross, fees, count = found
            quarters[key] = (net + amount - fee, gross + amount, fees + fee, count + 1)
        else:
            quarters[key] = (amount - fee, amount, fee, 1)
    add_all(TypeQuarter, rows_of(account_id, quarters))
    add_all(TypeDay, rows_of(account_id, by_day(quarters, zone)))


def by_day(quarters: Mapping[tuple[str, int, str], Four], zone: str) -> Days:
    """The same sums by calendar day of a zone."""
    days: dict[tuple[str, str, str], Four] = {}
    day, begins, ends = "", 0, 0
    for (currency, start, type_), (net, gross, fee, count) in quarters.items():
        if not begins <= start < ends:  # most follow another of the same day, so nobody need ask
            day, begins, ends = _day_around(start, zone)
        key = (currency, day, type_)
        nets, grosses, fees, counts = days.get(key, NOTHING)
        days[key] = (nets + net, grosses + gross, fees + fee, counts + count)
    return {key: Sums(*found) for key, found in days.items()}


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
        TypeDay.delete().where(TypeDay.account == account.id).execute()
        add_all(TypeDay, rows_of(account.id, by_day(quarters_of(account.id), zone)))


def quarters_of(account_id: str) -> Quarters:
    """All quarters of an account, as the rollup has them."""
    return _kept(TypeQuarter, account_id)


def days_of(account_id: str) -> Days:
    """All days of an account, as the rollup has them."""
    return _kept(TypeDay, account_id)


def _kept(table: type[BaseModel], account_id: str) -> dict[Any, Sums]:
    rows = table.select().where(table.account == account_id).tuples()
    return {(currency, at, type_): Sums(*sums) for _, currency, at, type_, *sums in rows}


def rows_of(account_id: str, buckets: Mapping[Any, Four]) -> list[tuple[Any, ...]]:
    """Full rows in the order of their keys, so that parallel writers lock in one order."""
    return [(account_id, *key, *buckets[key]) for key in sorted(buckets)]
