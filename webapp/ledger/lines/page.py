"""Pages of an account's lines by any filter: the SQL of each shape of question is compiled once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from peewee import SQL, Tuple

from webapp.database import Prepared, columns_of
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.page import CursorUnknown, Page, refuse_both

Filter = tuple[str, str, Any]  # a column, one of COMPARE, and a value

COMPARE = {
    "eq": lambda column, value: column == value,
    "ne": lambda column, value: column != value,
    "gt": lambda column, value: column > value,
    "gte": lambda column, value: column >= value,
    "lt": lambda column, value: column < value,
    "lte": lambda column, value: column <= value,
}
OLDER, NEWER, NEWEST = "older", "newer", "newest"


class Line(NamedTuple):
    """A line as the database has it: UTC seconds, minor units, metadata as JSON text."""

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


def line_page(
    account_id: str,
    filters: Sequence[Filter] = (),
    *,
    by: str = "created",
    starting_after: str | None = None,
    ending_before: str | None = None,
    limit: int,
) -> Page:
    """A page of the account's lines, newest first; raises `CursorUnknown`.

    By `settles_at`, of lines of one currency, the last to settle comes first.
    """
    refuse_both(starting_after, ending_before)
    towards: str = NEWEST
    place: tuple[Any, ...] = ()
    if starting_after:
        towards, place = OLDER, _place(account_id, by, starting_after, "starting_after")
    elif ending_before:
        towards, place = NEWER, _place(account_id, by, ending_before, "ending_before")
    shape = tuple((column, compare) for column, compare, _ in filters)
    values = [account_id, *(value for *_, value in filters), *place, limit + 1]
    rows = _page(shape, towards, by).rows(*values)
    lines = [Line._make(row) for row in rows[:limit]]
    return Page(lines[::-1] if towards == NEWER else lines, has_more=len(rows) > limit)


def _place(account_id: str, by: str, cursor: str, param: str) -> tuple[int, str]:
    found = _moment(by).first(account_id, cursor)
    if found is None:
        raise CursorUnknown(f"No such balance transaction: {cursor!r}", param=param)
    return found[0], cursor


@lru_cache(maxsize=256)
def _page(shape: tuple[tuple[str, str], ...], towards: str, by: str) -> Prepared:
    line, moment = BalanceTransaction, getattr(BalanceTransaction, by)
    order = [moment, line.id] if towards == NEWER else [moment.desc(), line.id.desc()]

    def build(mark: SQL) -> Any:
        query = line.select(*columns_of(line, Line)).where(
            line.account == mark, *(COMPARE[op](getattr(line, name), mark) for name, op in shape)
        )
        if towards != NEWEST:
            here, there = Tuple(moment, line.id), Tuple(mark, mark)
            query = query.where(here > there if towards == NEWER else here < there)
        return query.order_by(*order).limit(mark)

    return Prepared(build)


@lru_cache(maxsize=4)
def _moment(by: str) -> Prepared:
    line = BalanceTransaction
    return Prepared(
        lambda mark: line.select(getattr(line, by)).where(line.account == mark, line.id == mark)
    )
