"""What a filter's lines add up to: exactly, or not at all. Currencies are never added together."""

from collections.abc import Iterator
from typing import NamedTuple

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger import balance
from webapp.ledger.activity import pending, search
from webapp.ledger.activity.filter import PENDING, LineFilter
from webapp.ledger.activity.query import currencies
from webapp.ledger.automatic_payouts import makeup
from webapp.ledger.buckets import NOTHING
from webapp.ledger.earnings import totals
from webapp.ledger.lines.journal import CREATED_MIN
from webapp.ledger.payouts.payout import Payout
from webapp.money import Money

COUNTED_MAX = search.EXAMINED_MAX


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
    if not wanted.words and pending.are_few(account, wanted, now := clock.now()):
        return _whole(account, pending.sums(account, wanted, now))
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
    found = makeup.window(payout)
    total = sum(makeup.sums(found).values(), NOTHING) if found else NOTHING
    sums = [LineSum(Money(total.net, payout.currency), total.count)] if total.count else []
    return LineSums(tuple(sums), total.count, is_whole=True)


def _counted(account: Account, wanted: LineFilter) -> LineSums:
    found = search.search(account, wanted, None, COUNTED_MAX)
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
