"""How many lines of a filter have come since a list was read: few are looked at, however many."""

from dataclasses import replace

from webapp.accounts.account import Account
from webapp.ledger.activity import search
from webapp.ledger.activity.feed import CREATED
from webapp.ledger.activity.filter import LineFilter

COUNTED_MAX = 99


def lines_since(account: Account, wanted: LineFilter, newest: str) -> int:
    """How many lines stand before the newest that was read, up to 99; none if it is not known."""
    found = CREATED.first(account.id, newest)
    if found is None:
        return 0
    start = max(wanted.start or 0, found[0])
    fresh = search.search(account, replace(wanted, start=start), None, COUNTED_MAX)
    return sum((line.created, line.id) > (found[0], newest) for line in fresh.lines)
