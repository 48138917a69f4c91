"""Pending lines of a filter, found by when they settle: a ledger's length does not matter.

That is the way as long as all that settle later are few. Of more, `line_search` walks the newest.
"""

from functools import lru_cache
from typing import Any

from peewee import SQL, Select, Tuple, fn

from webapp.accounts.account import Account
from webapp.database import Prepared, columns_of
from webapp.ledger.activity.feed import COLUMNS, FeedLine
from webapp.ledger.activity.filter import PENDING, LineFilter
from webapp.ledger.activity.query import BESIDES, Place, Shape, asked_of, currencies, newest, where
from webapp.ledger.lines.journal import BalanceTransaction

FEW = 20_000  # to sum them up takes a fiftieth of a second
FEW_TO_READ = 2_000  # words are looked for in each

_LINE = BalanceTransaction


def are_few(account: Account, wanted: LineFilter, now: int) -> bool:
    """Does it ask for pending lines, of which so few settle later that each can be looked at?"""
    if wanted.status != PENDING:
        return False
    codes, most = currencies(account, wanted), FEW_TO_READ if wanted.words else FEW
    ((count,),) = _counted(len(codes)).rows(account.id, *codes, now, most + 1)
    return bool(count <= most)


def page(
    account: Account, wanted: LineFilter, now: int, here: Place, size: int
) -> list[tuple[Any, ...]]:
    """The filter's newest lines after a place, in the columns of `line_query.examined`."""
    codes, (shape, own) = currencies(account, wanted), asked_of(wanted, now)
    asked = (account.id, *codes, now, FEW, *here, wanted.start or 0, *own, size)
    return _page(len(codes), shape).rows(*asked)


def sums(account: Account, wanted: LineFilter, now: int) -> dict[str, tuple[int, int]]:
    """Net and number of all the filter's lines, by currency; its words are not looked for."""
    codes, (shape, own) = currencies(account, wanted), asked_of(wanted, now)
    asked = (account.id, *codes, now, FEW, *newest(wanted), wanted.start or 0, *own)
    found = _sums(len(codes), shape).rows(*asked)
    return {currency: (int(net), count) for currency, net, count in found}


@lru_cache(maxsize=32)
def _counted(codes: int) -> Prepared:
    def build(mark: SQL) -> Any:
        inner = _settling(mark, codes, [_LINE.id]).alias("settling")
        return Select([inner], [fn.COUNT(inner.c.id)])

    return Prepared(build)


@lru_cache(maxsize=256)
def _page(codes: int, shape: Shape) -> Prepared:
    def build(mark: SQL) -> Any:
        inner = _settling(mark, codes, [*COLUMNS, _LINE.metadata, *BESIDES]).alias("settling")
        query = Select([inner], [*columns_of(inner.c, FeedLine), inner.c.metadata])
        query = where(_older(query, inner.c, mark), shape, inner.c, mark)
        return query.order_by(inner.c.created.desc(), inner.c.id.desc()).limit(mark)

    return Prepared(build)


@lru_cache(maxsize=256)
def _sums(codes: int, shape: Shape) -> Prepared:
    def build(mark: SQL) -> Any:
        inner = _settling(mark, codes, [*COLUMNS, *BESIDES]).alias("settling")
        summed = [inner.c.currency, fn.SUM(inner.c.net), fn.COUNT(inner.c.id)]
        query = where(_older(Select([inner], summed), inner.c, mark), shape, inner.c, mark)
        return query.group_by(inner.c.currency)

    return Prepared(build)


def _settling(mark: SQL, codes: int, columns: list[Any]) -> Any:
    """Limited, so that no planner takes it for one query with what is around it, and walks."""
    mine = (_LINE.account == mark) & _LINE.currency.in_([mark] * codes)
    return _LINE.select(*columns).where(mine, _LINE.settles_at > mark).limit(mark)


def _older(query: Any, columns: Any, mark: SQL) -> Any:
    place = Tuple(columns.created, columns.id)
    return query.where(place < Tuple(mark, mark), columns.created >= mark)
