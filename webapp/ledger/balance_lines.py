"""The lines behind the two figures of a balance: what is pending, and what has become available.

Pending: exactly the lines whose money is not available yet; their net is the pending figure. They
are found by when they settle, however long the ledger is. Available: every line that is not
pending; their net is the available figure. Of those, `payout_lines.open_window` has the ones since
the latest payout, which with what was brought forward make the same figure in a short list.
"""

from webapp import clock
from webapp.database import db
from webapp.ledger.lines.page import Filter, line_page
from webapp.ledger.page import Page

PAGE_SIZE = 25


def pending_lines(
    account_id: str,
    currency: str,
    *,
    now: int | None = None,
    filters: tuple[Filter, ...] = (),
    starting_after: str | None = None,
    ending_before: str | None = None,
    limit: int = PAGE_SIZE,
) -> Page:
    """A page of the pending lines, the last to become available first."""
    now = clock.now() if now is None else now
    return line_page(
        account_id,
        [
            ("currency", "eq", currency),
            ("settles_at", "gt", now),
            ("available_on", "gt", now),  # in the second of a payout some settle in the next
            *filters,
        ],
        by="settles_at",
        starting_after=starting_after,
        ending_before=ending_before,
        limit=limit,
    )


def next_available(account_id: str, now: int) -> int | None:
    """The first moment at which more money can become available; nothing is pending if None."""
    rows = db.execute_sql(_NEXT.format(mark=db.param), (now, account_id)).fetchall()
    return min((moment for (moment,) in rows if moment is not None), default=None)


_NEXT = """
SELECT (SELECT MIN(line.settles_at) FROM balance_transaction AS line
WHERE line.account_id = settled.account_id AND line.currency = settled.currency
AND line.settles_at > {mark})
FROM settled_balance AS settled WHERE settled.account_id = {mark}
"""
