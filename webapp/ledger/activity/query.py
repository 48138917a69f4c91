"""The lines of a stretch of time that are a filter's: looked at one by one, so many and no more."""

from functools import lru_cache
from typing import Any

from peewee import SQL, Select, Tuple, fn

from webapp.accounts.account import Account
from webapp.database import Prepared, columns_of
from webapp.ledger import balance
from webapp.ledger.activity.feed import COLUMNS, NEWEST_FIRST, FeedLine
from webapp.ledger.activity.filter import PENDING, LineFilter
from webapp.ledger.lines.journal import BalanceTransaction

Place = tuple[int, str]  # a line's moment and id; older lines come after it
Shape = tuple[tuple[str, int], ...]
FAR_FUTURE = 1 << 40

_LINE = BalanceTransaction
BESIDES = (_LINE.source, _LINE.settles_at)  # looked at, but not shown


def examined(
    account_id: str, wanted: LineFilter, now: int, here: Place, floor: int, size: int
) -> list[tuple[Any, ...]]:
    """Of the next `size` lines after a place, down to a moment, those that the filter wants.

    The columns of a feed's line, then the line's metadata; words are not looked at.
    """
    shape, own = asked_of(wanted, now)
    return _examined(shape).rows(account_id, *here, floor, size, *own)


def last_examined(
    account_id: str, here: Place, floor: int, size: int
) -> tuple[int, str, int] | None:
    """The last of those `size` lines (moment, id), and how many there were; None if none."""
    return _LAST.first(account_id, *here, floor, size)


def count_up_to(most: int, account_id: str, here: Place, floor: int) -> int:
    """How many lines come after a place, down to a moment; more than so many are not counted."""
    return int(_COUNT.rows(account_id, *here, floor, most)[0][0])


def newest(wanted: LineFilter) -> Place:
    """Where a search for a filter's lines begins."""
    return (FAR_FUTURE if wanted.end is None else wanted.end, "")


def currencies(account: Account, wanted: LineFilter) -> list[str]:
    """Those that a filter's lines can have."""
    return [wanted.currency] if wanted.currency else balance.currencies(account)


def asked_of(wanted: LineFilter, now: int) -> tuple[Shape, list[Any]]:
    """The shape of a filter's conditions, which decides the SQL, and the values that go into it."""
    conditions = _conditions(wanted, now)
    shape = tuple((name, len(values)) for name, values in conditions)
    return shape, [value for _, values in conditions for value in values]


def where(query: Any, shape: Shape, columns: Any, mark: SQL) -> Any:
    """The query, of those lines alone that meet the conditions."""
    for name, count in shape:
        query = query.where(_condition(name, count, columns, mark))
    return query


def _conditions(wanted: LineFilter, now: int) -> list[tuple[str, tuple[Any, ...]]]:
    known = {
        "types": wanted.types,
        "currency": (wanted.currency,),
        "least": (wanted.least, wanted.least and -wanted.least),
        "most": (wanted.most, wanted.most and -wanted.most),
        "settles": wanted.settles,
        "besides": (wanted.besides,),
        "reference": (wanted.reference, wanted.reference),
        wanted.status or "": (now if wanted.status else None,),
    }
    return [(name, v) for name, v in known.items() if v and v[0] is not None]


def _condition(name: str, count: int, columns: Any, value: SQL) -> Any:
    return {
        "types": lambda: columns.type.in_([value] * count),
        "currency": lambda: columns.currency == value,
        "least": lambda: (columns.net >= value) | (columns.net <= value),
        "most": lambda: (columns.net <= value) & (columns.net >= value),
        "settles": lambda: (columns.settles_at > value) & (columns.settles_at <= value),
        "besides": lambda: columns.id != value,
        "reference": lambda: (columns.id == value) | (columns.source == value),
        PENDING: lambda: columns.available_on > value,
        "available": lambda: columns.available_on <= value,
    }[name]()


@lru_cache(maxsize=256)
def _examined(shape: Shape) -> Prepared:
    def build(mark: SQL) -> Any:
        inner = _next_lines(mark, [*COLUMNS, _LINE.metadata, *BESIDES]).alias("examined")
        query = Select([inner], [*columns_of(inner.c, FeedLine), inner.c.metadata])
        query = where(query, shape, inner.c, mark)
        return query.order_by(inner.c.created.desc(), inner.c.id.desc())

    return Prepared(build)


def _last(mark: SQL) -> Any:
    inner = _next_lines(mark, [_LINE.created, _LINE.id]).alias("examined")
    counted = fn.COUNT(SQL("*")).over()
    query = Select([inner], [inner.c.created, inner.c.id, counted])
    return query.order_by(inner.c.created, inner.c.id).limit(SQL("1"))


def _next_lines(mark: SQL, columns: list[Any]) -> Any:
    older = Tuple(_LINE.created, _LINE.id) < Tuple(mark, mark)
    mine = _LINE.select(*columns).where(_LINE.account == mark, older, _LINE.created >= mark)
    return mine.order_by(*NEWEST_FIRST).limit(mark)


def _count(mark: SQL) -> Any:
    inner = _next_lines(mark, [_LINE.id]).alias("examined")
    return Select([inner], [fn.COUNT(inner.c.id)])


_LAST, _COUNT = Prepared(_last), Prepared(_count)
