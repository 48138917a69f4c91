"""Keyset pages, newest first: the same cost at any depth, no row skipped or shown twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import Expression, Model, Tuple

from webapp.errors import AppError

LIMIT_DEFAULT, LIMIT_MAX = 10, 100


class CursorUnknown(AppError):
    """The cursor names no object of this list. Start again from the first page."""

    code = "resource_missing"


class CursorAmbiguous(AppError):
    """Give starting_after or ending_before, not both."""

    code = "parameter_invalid"


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, newest first, and whether more follow in the direction asked."""

    items: list[Any]
    has_more: bool

    @property
    def cursor(self) -> str | None:
        """The id to go on from, if there is more."""
        return self.items[-1].id if self.items and self.has_more else None


def page(
    table: type[Model],
    owner: Expression,
    *,
    where: Iterable[Expression] = (),
    starting_after: str | None = None,
    ending_before: str | None = None,
    limit: int = LIMIT_DEFAULT,
) -> Page:
    """A page of the owner's rows that satisfy `where`; the row `id` breaks ties of `created`."""
    refuse_both(starting_after, ending_before)
    query = table.select().where(owner, *where)
    place = Tuple(table.created, table.id)
    if ending_before:
        query = query.where(place > _place(table, owner, ending_before, "ending_before"))
        rows = list(query.order_by(table.created, table.id).limit(limit + 1))
        return Page(rows[:limit][::-1], has_more=len(rows) > limit)
    if starting_after:
        query = query.where(place < _place(table, owner, starting_after, "starting_after"))
    rows = list(query.order_by(table.created.desc(), table.id.desc()).limit(limit + 1))
    return Page(rows[:limit], has_more=len(rows) > limit)


def refuse_both(starting_after: str | None, ending_before: str | None) -> None:
    """Raise `CursorAmbiguous` for a page that lies in two directions."""
    if starting_after and ending_before:
        raise CursorAmbiguous(param="ending_before")


def _place(table: type[Model], owner: Expression, cursor: str, param: str) -> Tuple:
    """Where the cursor's row stands; another owner's row is as unknown as none."""
    found = table.select(table.created, table.id).where(owner, table.id == cursor).tuples().first()
    if found is None:
        raise CursorUnknown(f"No such object: {cursor!r}", param=param)
    return Tuple(*found)
