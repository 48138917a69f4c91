"""The activity feed: an account's lines, newest first, read with one compiled query a page."""

from typing import Any, NamedTuple

from peewee import Tuple

from webapp.database import Prepared, columns_of
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.page import CursorUnknown


class FeedLine(NamedTuple):
    """What the feed shows of a line; times in UTC seconds, money in minor units."""

    id: str
    created: int
    available_on: int
    type: str
    amount: int
    fee: int
    net: int
    currency: str
    description: str | None


class FeedPage(NamedTuple):
    """Some lines, the cursor of the next page, and when the line before the first one was."""

    lines: list[FeedLine]
    cursor: str | None
    after: int | None


_LINE = BalanceTransaction
COLUMNS = columns_of(_LINE, FeedLine)
NEWEST_FIRST = (_LINE.created.desc(), _LINE.id.desc())


def _first(mark: Any) -> Any:
    return _LINE.select(*COLUMNS).where(_LINE.account == mark).order_by(*NEWEST_FIRST).limit(mark)


def _older(mark: Any) -> Any:
    place = Tuple(_LINE.created, _LINE.id)
    mine = _LINE.select(*COLUMNS).where(_LINE.account == mark, place < Tuple(mark, mark))
    return mine.order_by(*NEWEST_FIRST).limit(mark)


def _created(mark: Any) -> Any:
    return _LINE.select(_LINE.created).where(_LINE.account == mark, _LINE.id == mark)


FIRST, OLDER, CREATED = Prepared(_first), Prepared(_older), Prepared(_created)


def feed_page(account_id: str, starting_after: str | None, limit: int) -> FeedPage:
    """A page of the account's lines; raises `CursorUnknown`."""
    after = None
    if starting_after:
        found = CREATED.first(account_id, starting_after)
        if found is None:
            raise CursorUnknown()
        after = found[0]
        rows = OLDER.rows(account_id, after, starting_after, limit + 1)
    else:
        rows = FIRST.rows(account_id, limit + 1)
    lines = [FeedLine._make(row) for row in rows[:limit]]
    return FeedPage(lines, lines[-1].id if len(rows) > limit else None, after)
