"""All lines of a filter as they stood at one moment, read in short pieces while others write.

The moment is a revision of the account: each line keeps the one that recorded it, so what is
recorded meanwhile is left out however it is dated, and no transaction stays open.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from peewee import Tuple

from webapp import database
from webapp.accounts.account import Account
from webapp.database import Prepared, columns_of, db
from webapp.ledger.activity.feed import COLUMNS, NEWEST_FIRST, FeedLine
from webapp.ledger.activity.filter import LineFilter
from webapp.ledger.activity.query import Place, newest
from webapp.ledger.activity.search import search
from webapp.ledger.buckets import TypeDay
from webapp.ledger.lines.journal import BalanceTransaction

LINES_AT_ONCE = 500  # some milliseconds of reading and writing, then others of the worker's turn

_LINE = BalanceTransaction


class ExportLine(NamedTuple):
    """A line in full; times in UTC seconds, money in minor units, metadata as JSON text."""

    id: str
    created: int
    available_on: int
    type: str
    amount: int
    fee: int
    net: int
    currency: str
    description: str | None
    source: str | None
    metadata: str | None
    settles_at: int


_COLUMNS = columns_of(_LINE, ExportLine)
_REST = _COLUMNS[len(COLUMNS) :]  # what the feed does not show

Piece = tuple[list[ExportLine], Place | None]  # and from where to read on, if there may be more


def revision(account_id: str) -> int:
    """The moment to hold on to: every line recorded by now has this revision or an earlier one."""
    mine = Account.id == account_id
    return int(Account.select(Account.revision).where(mine).scalar())


def types(account_id: str) -> list[str]:
    """The types of which the account has lines."""
    used = TypeDay.select(TypeDay.type).where(TypeDay.account == account_id).distinct()
    return [type_ for (type_,) in used.tuples()]


def pieces(
    account: Account, wanted: LineFilter, until: int, now: int
) -> Iterator[list[ExportLine]]:
    """The filter's lines recorded up to a revision, newest first; pending or not as of `now`."""
    is_whole = replace(wanted, start=None, end=None).is_everything
    place: Place | None = newest(wanted)
    while place is not None:
        with _connected():
            if is_whole:
                lines, place = _next(account, wanted, until, place)
            else:
                lines, place = _searched(account, wanted, until, place, now)
        yield lines


@contextmanager
def _connected() -> Iterator[None]:
    """A connection for one piece: a slow reader at the other end keeps none from the others."""
    was_open = not db.is_closed()
    database.open_connection()
    try:
        yield
    finally:
        if not was_open:
            database.close_connection()


def _next(account: Account, wanted: LineFilter, until: int, place: Place) -> Piece:
    rows = _NEXT.rows(account.id, *place, wanted.start or 0, until, LINES_AT_ONCE)
    lines = [ExportLine._make(row) for row in rows]
    is_last = len(lines) < LINES_AT_ONCE
    return lines, None if is_last else (lines[-1].created, lines[-1].id)


def _searched(account: Account, wanted: LineFilter, until: int, place: Place, now: int) -> Piece:
    found = search(account, wanted, place, LINES_AT_ONCE, now)
    return list(_in_full(account.id, found.lines, until)), found.following


def _in_full(account_id: str, lines: list[FeedLine], until: int) -> Iterator[ExportLine]:
    """What the feed does not show of its lines; those of a later revision are left out."""
    if not lines:
        return
    query = _LINE.select(_LINE.id, *_REST).where(
        _LINE.account == account_id, _LINE.id.in_([line.id for line in lines]), _recorded_by(until)
    )
    text, values = query.sql()
    rest = {id_: more for id_, *more in db.execute_sql(text, values).fetchall()}
    for line in lines:
        if line.id in rest:
            yield ExportLine(*line, *rest[line.id])


def _recorded_by(until: Any) -> Any:
    return _LINE.revision.is_null() | (_LINE.revision <= until)


_NEXT = Prepared(
    lambda mark: (
        _LINE.select(*_COLUMNS)
        .where(
            _LINE.account == mark,
            Tuple(_LINE.created, _LINE.id) < Tuple(mark, mark),
            _LINE.created >= mark,
            _recorded_by(mark),
        )
        .order_by(*NEWEST_FIRST)
        .limit(mark)
    )
)
