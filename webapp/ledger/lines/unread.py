"""Lines imported by the thousand are read later: by whoever searches, or by `ledger index`."""

from peewee import PeeweeException

from webapp.accounts.account import Account
from webapp.database import db, for_update
from webapp.ledger.lines import terms
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.lines.terms import SPAN, UNREAD, LineTerm

LINES_A_SEARCH = 5_000  # about a twentieth of a second
WRITES_A_SEARCH = 8  # each is waited for until it is on the disk
SPANS_AT_ONCE = 50


def read_some(account_id: str) -> None:
    """Read as many lines as a search may wait for, the newest first.

    The index says where unread lines are, so a search is right without this, only slower.
    """
    try:
        read, at_once = 0, 1
        for _ in range(WRITES_A_SEARCH):
            spans = _unread(account_id, at_once)
            if not spans or read >= LINES_A_SEARCH:
                return
            found = _read(account_id, spans)
            read += found
            if found < LINES_A_SEARCH // WRITES_A_SEARCH:
                at_once *= 2  # a seller of a few lines a day has many spans and waits for few
    except PeeweeException:  # another writes, or may write no more: then the next search reads on
        return


def read_all(account_id: str) -> int:
    """Read every line of the account that is unread; returns how many there were."""
    read = 0
    while spans := _unread(account_id, SPANS_AT_ONCE):
        read += _read(account_id, spans)
    return read


def _unread(account_id: str, count: int) -> list[int]:
    mine = (LineTerm.account == account_id) & (LineTerm.term == UNREAD)
    query = LineTerm.select(LineTerm.span).where(mine).order_by(LineTerm.span.desc()).limit(count)
    return [span for (span,) in query.tuples()]


def _read(account_id: str, spans: list[int]) -> int:
    """Keep the terms of all lines in these hours, in one transaction that holds the account.

    Whoever imports holds it too: no line can come into these hours between reading and noting it.
    """
    line = BalanceTransaction
    with db.atomic():
        for_update(Account.select(Account.id).where(Account.id == account_id)).get()
        found: set[tuple[str, int]] = set()
        count = 0
        for span in spans:
            inside = (line.created >= span * SPAN) & (line.created < (span + 1) * SPAN)
            settles = line.settles_at.alias("available_on")
            columns = (line.created, settles, line.currency, line.description, line.metadata)
            lines = line.select(*columns).where(line.account == account_id, inside)
            written = list(lines.namedtuples())
            found |= terms.terms(written, {})
            count += len(written)
        terms.insert(account_id, found)
        read = (LineTerm.term == UNREAD) & LineTerm.span.in_(spans)
        LineTerm.delete().where(LineTerm.account == account_id, read).execute()
    return count
