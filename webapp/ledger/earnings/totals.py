"""What an account's lines of one currency add up to, read from the rollups by type.

No sum walks the lines. A day is the seller's own, first and last included; a moment is in Unix
seconds, the first included and the last not.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from peewee import SQL, fn

from webapp import clock
from webapp.accounts.account import Account
from webapp.database import columns_of
from webapp.ledger.buckets import NOTHING, QUARTER, Sums, TypeDay, TypeQuarter
from webapp.ledger.lines.journal import SUMMED, BalanceTransaction

Types = Collection[str] | None  # None: lines of every type
ONE_DAY = timedelta(days=1)


def by_day(
    account: Account, currency: str, first: date, last: date, types: Types = None
) -> dict[date, Sums]:
    """The sums of each day that has lines."""
    return {
        date.fromisoformat(day): sums
        for day, sums in _days(account, currency, first, last, types, TypeDay.day).items()
    }


def by_type(account: Account, currency: str, first: date, last: date) -> dict[str, Sums]:
    """The sums of each type that has lines on these days."""
    return _days(account, currency, first, last, None, TypeDay.type)


def whole(account: Account, currency: str, first: date, last: date, types: Types = None) -> Sums:
    """The sums of all these days together."""
    return _days(account, currency, first, last, types, SQL("1")).get(1, NOTHING)


def net_before(account: Account, currency: str, day: date) -> int:
    """The net of every line created before a day began: the opening balance of a statement."""
    mine = (TypeDay.account == account.id) & (TypeDay.currency == currency)
    before = mine & (TypeDay.day < day.isoformat())
    return int(TypeDay.select(fn.SUM(TypeDay.net)).where(before).scalar() or 0)


def first_day(account: Account, currency: str, types: Types = None) -> date | None:
    """The day of the first line; None before there is any."""
    query = TypeDay.select(TypeDay.day).where(*_of(TypeDay, account, currency, types))
    found: str | None = query.order_by(TypeDay.day).limit(1).scalar()
    return date.fromisoformat(found) if found else None


def between(account: Account, currency: str, start: int, end: int, types: Types = None) -> Sums:
    """The sums from a moment until before another, to the second.

    Whole days are read from the days, the rest from the quarters of an hour; lines are added up
    only in the two quarters that the moments themselves cut in two.
    """
    head, tail = -(-start // QUARTER) * QUARTER, end // QUARTER * QUARTER
    if head > tail:
        return _lines(account, currency, start, end, types)
    edges = [_lines(account, currency, *edge, types) for edge in ((start, head), (tail, end))]
    first, last = _clean_days(head, tail, account.timezone)
    if first > last:
        return sum(edges, _quarters(account, currency, head, tail, types))
    morning, evening = (clock.day_start(day, account.timezone) for day in (first, last + ONE_DAY))
    edges += [
        _quarters(account, currency, head, morning, types),
        _quarters(account, currency, evening, tail, types),
    ]
    return sum(edges, whole(account, currency, first, last, types))


def _clean_days(start: int, end: int, zone: str) -> tuple[date, date]:
    """The first and last whole day between two moments whose own borders no change of clocks blurs.

    Where a midnight came twice, some quarters behind it belong to the day before.
    """
    first = clock.local_day(start, zone) + ONE_DAY
    last = clock.local_day(end, zone) - ONE_DAY
    while first <= last and not _is_clean(first, zone):
        first += ONE_DAY
    while first <= last and not _is_clean(last + ONE_DAY, zone):
        last -= ONE_DAY
    return first, last


def _is_clean(day: date, zone: str) -> bool:
    before, begins, ends = (clock.day_start(day + n * ONE_DAY, zone) for n in (-1, 0, 1))
    return begins - before == ends - begins == clock.DAY


def _days(
    account: Account, currency: str, first: date, last: date, types: Types, key: Any
) -> dict[Any, Sums]:
    span = TypeDay.day.between(first.isoformat(), last.isoformat())
    query = TypeDay.select(key, *map(fn.SUM, columns_of(TypeDay, Sums)))
    query = query.where(*_of(TypeDay, account, currency, types), span).group_by(SQL("1"))
    return {found: Sums.of(sums) for found, *sums in query.tuples()}


def _quarters(account: Account, currency: str, start: int, end: int, types: Types) -> Sums:
    if start >= end:
        return NOTHING
    table = TypeQuarter
    span = (table.start >= start) & (table.start < end)
    query = table.select(*map(fn.SUM, columns_of(table, Sums)))
    return Sums.of(query.where(*_of(table, account, currency, types), span).tuples().get())


def _lines(account: Account, currency: str, start: int, end: int, types: Types) -> Sums:
    if start >= end:
        return NOTHING
    line = BalanceTransaction
    span = (line.created >= start) & (line.created < end)
    query = line.select(*SUMMED)
    return Sums.of(query.where(*_of(line, account, currency, types), span).tuples().get())


def _of(table: Any, account: Account, currency: str, types: Types) -> list[Any]:
    mine = [table.account == account.id, table.currency == currency]
    return mine if types is None else [*mine, table.type.in_(sorted(types))]
