"""What came to an account since a revision: the ids of its new lines, in order of recording."""

from typing import NamedTuple

from peewee import JOIN

from webapp.accounts.account import Account
from webapp.database import Prepared
from webapp.ledger.lines.journal import BalanceTransaction

LINES_MAX = 100

_LINE = BalanceTransaction
Line = tuple[int, str]
"""The revision that recorded it, and its id."""


class Arrivals(NamedTuple):
    """The account's revision now, and the newest lines recorded since; `more` came before them."""

    revision: int
    lines: tuple[Line, ...]
    more: bool


_SINCE = Prepared(
    lambda mark: (
        Account.select(Account.revision, _LINE.revision, _LINE.id)
        .join(
            _LINE,
            JOIN.LEFT_OUTER,
            on=(_LINE.account == Account.id) & (_LINE.revision > mark),
        )
        .where(Account.id == mark)
        .order_by(_LINE.revision.desc(), _LINE.id.desc())
        .limit(mark)
    )
)


def since(account_id: str, revision: int) -> Arrivals | None:
    """What this account gained after that revision; nothing if there is no such account."""
    rows = _SINCE.rows(revision, account_id, LINES_MAX + 1)
    if not rows:
        return None
    lines = [(at, id_) for _, at, id_ in rows[:LINES_MAX] if id_ is not None]
    return Arrivals(rows[0][0], tuple(reversed(lines)), more=len(rows) > LINES_MAX)
