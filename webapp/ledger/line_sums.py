"""What a filter's lines add up to: exactly, or not at all. Currencies are never added together."""

from collections.abc import Iterator
from typing import NamedTuple

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger import balance, line_search, payout_lines, pending_query, totals
from webapp.ledger.buckets import NOTHING
from webapp.ledger.line_filter import PENDING, LineFilter
from webapp.ledger.line_query import currencies
from webapp.ledger.lines import CREATED_MIN
from webapp.ledger.payouts import Payout
from webapp.money import Money

COUNTED_MAX = line_search.EXAMINED_MAX


class LineSum(NamedTuple):
    """One currency's lines: their net, and how many there are (None: more than we count)."""

    net: Money
    lines: int | None


class LineSums(NamedTuple):
    """The sums by currency; nothing is added up of more lines than `counted`, the least there are.

    `is_whole` says that all lines were counted.
    """

    sums: tuple[LineSum, ...]
    counted: int
    is_whole: bool


def line_sums(account: Account, wanted: LineFilter) -> LineSums:
    """The sums of a filter's lines; exact, however many, where rollups or the balance know them."""
    if wanted.has_rollups:
        found = tuple(sum_ for sum_ in _from_rollups(account, wanted) if sum_.lines)
        return LineSums(found, sum(sum_.lines or 0 for sum_ in found), is_whole=True)
    if wanted.payout and wanted.is_payout_alone:
        return _of_payout(account, wanted)
    if not wanted.words and pending_query.are_few(account, wanted, now := clock.now()):
        return _whole(account, pending_query.sums(account, wanted, now))
    counted = _counted(account, wanted)
    if counted.is_whole or not wanted.is_status_alone:
        return counted
    return counted._replace(sums=tuple(_from_balance(account, wanted)))


def _from_rollups(account: Account, wanted: LineFilter) -> Iterator[LineSum]:
    start = max(wanted.start or 0, CREATED_MIN)
    tomorrow = clock.now() + clock.DAY
    end = tomorrow if wanted.end is None else min(wanted.end, tomorrow)
    for currency in currencies(account, wanted):
        if start < end:
            found = totals.between(account, currency, start, end, wanted.types or None)
            yield LineSum(Money(found.net, currency), found.count)


def _from_balance(account: Account, wanted: LineFilter) -> Iterator[LineSum]:
    for found in balance.balances(account):
        if wanted.currency in (None, found.currency):
            is_pending = wanted.status == PENDING
            yield LineSum(found.pending if is_pending else found.available, None)


def _of_payout(account: Account, wanted: LineFilter) -> LineSums:
    payout = Payout.get(Payout.account == account.id, Payout.id == wanted.payout)
    found = payout_lines.window(payout)
    total = sum(payout_lines.sums(found).values(), NOTHING) if found else NOTHING
    sums = [LineSum(Money(total.net, payout.currency), total.count)] if total.count else []
    return LineSums(tuple(sums), total.count, is_whole=True)


def _counted(account: Account, wanted: LineFilter) -> LineSums:
    found = line_search.search(account, wanted, None, COUNTED_MAX)
    if found.following:
        return LineSums((), len(found.lines), is_whole=False)
    sums: dict[str, tuple[int, int]] = {}
    for line in found.lines:
        net, count = sums.get(line.currency, (0, 0))
        sums[line.currency] = (net + line.net, count + 1)
    return _whole(account, sums)


def _whole(account: Account, sums: dict[str, tuple[int, int]]) -> LineSums:
    in_order = (currency for currency in balance.currencies(account) if currency in sums)
    shown = tuple(LineSum(Money(sums[c][0], c), sums[c][1]) for c in in_order)
    return LineSums(shown, sum(count for _, count in sums.values()), is_whole=True)
