"""Where to look: stretches of time in which lines of a filter can be, found without the lines.

A guide answers `guide(moment)` with stretches before that moment, newest first, and the moment
down to which it has named them all. Together guides leave what every one of them names.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger import balance
from webapp.ledger.activity.filter import PENDING, LineFilter
from webapp.ledger.activity.query import currencies
from webapp.ledger.balance import SettlingBalance
from webapp.ledger.buckets import QUARTER, TypeDay, TypeQuarter
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.lines.terms import SPAN, UNREAD, LineTerm, day_term

AT_ONCE = 1_000
DAYS_AT_ONCE = 32
ROUNDS_MAX = 40
DAYS_MAX = 200
EVER = 0


class Stretch(NamedTuple):
    """From `start` until before `end`, in UTC seconds; empty where the search was given up."""

    start: int
    end: int


Guide = Callable[[int], tuple[list[Stretch], int]]


def stretches(guides: list[Guide], before: int) -> Iterator[Stretch]:
    """All stretches that every guide names, newest first; the last is empty if we gave up."""
    if not guides:
        yield Stretch(EVER, before)
        return
    for _ in range(ROUNDS_MAX):
        named = [guide(before) for guide in guides]
        newest = min(found[0].end if found else floor for found, floor in named)
        if newest == EVER:
            return
        if newest < before and len(guides) > 1:  # one has nothing later: nobody need look there
            before = newest
            continue
        floor = max(floor for _, floor in named)
        yield from _common([found for found, _ in named], floor)
        if floor == EVER:
            return
        before = floor
    yield Stretch(before, before)


def guides(account: Account, wanted: LineFilter, now: int) -> list[Guide]:
    """All that is known of where the filter's lines are."""
    if wanted.reference:
        return [_at_reference(account.id, wanted.reference)]
    found = [_of_terms(account.id, [word]) for word in wanted.words]
    if wanted.settles:
        found += _settling(account.id, *wanted.settles)
    if wanted.status == PENDING:
        found += _until_days(account.id, now)
    if wanted.types or _has_others(account, wanted.currency):
        found.append(_of_types(account, wanted))
    return found


def _has_others(account: Account, currency: str | None) -> bool:
    """Has the account money that a currency leaves out? Else it guides nobody anywhere."""
    return currency is not None and balance.currencies(account) != [currency]


def _common(lists: list[list[Stretch]], floor: int) -> Iterator[Stretch]:
    """What all lists of stretches have in common above the floor; each list is newest first."""
    common = lists[0]
    for other in lists[1:]:
        common = list(_both(common, other))
    for start, end in common:
        if end > floor:
            yield Stretch(max(start, floor), end)


def _both(left: list[Stretch], right: list[Stretch]) -> Iterator[Stretch]:
    mine = theirs = 0
    while mine < len(left) and theirs < len(right):
        start = max(left[mine].start, right[theirs].start)
        end = min(left[mine].end, right[theirs].end)
        if start < end:
            yield Stretch(start, end)
        if left[mine].start >= right[theirs].start:
            mine += 1
        else:
            theirs += 1


def _named(starts: list[int], length: int, before: int) -> tuple[list[Stretch], int]:
    """Stretches of one length, neighbours as one: each is a look of its own."""
    found: list[Stretch] = []
    for start in starts:
        end = min(start + length, before)
        if found and found[-1].start == end:
            found[-1] = Stretch(start, found[-1].end)
        else:
            found.append(Stretch(start, end))
    return found, found[-1].start if len(starts) == AT_ONCE else EVER


def _of_terms(account_id: str, terms: list[str], since: int = 0, until: int = 0) -> Guide:
    """The hours that hold one of the terms, or lines that nobody has read, or that lie between."""
    row, wanted = LineTerm, [UNREAD, *terms]

    def guide(before: int) -> tuple[list[Stretch], int]:
        query = row.select(row.span).distinct().where(row.account == account_id)
        query = query.where(row.term.in_(wanted), row.span <= (before - 1) // SPAN)
        spans = {span for (span,) in query.order_by(row.span.desc()).limit(AT_ONCE).tuples()}
        spans.update(range(since // SPAN, min(until, before - 1) // SPAN + 1) if until else ())
        newest = sorted(spans, reverse=True)[:AT_ONCE]
        return _named([span * SPAN for span in newest], SPAN, before)

    return guide


def _settling(account_id: str, after: int, through: int) -> list[Guide]:
    """The hours of lines that settled between two moments, whenever they were created."""
    if through - after > DAYS_MAX * clock.DAY:
        return []
    days = {day_term(moment) for moment in range(after, through + clock.DAY, clock.DAY)}
    return [_of_terms(account_id, sorted(days), after, through)]


def _until_days(account_id: str, now: int) -> list[Guide]:
    """The hours of lines whose money becomes available on a day still to come."""
    row = SettlingBalance
    moments = row.select(row.available_on).where(row.account == account_id, row.available_on > now)
    days = {day_term(moment) for (moment,) in moments.tuples()} | {day_term(now)}
    return [_of_terms(account_id, sorted(days))] if len(days) <= DAYS_MAX else []


def _at_reference(account_id: str, reference: str) -> Guide:
    line = BalanceTransaction
    mine = line.account == account_id

    def guide(before: int) -> tuple[list[Stretch], int]:
        found = line.select(line.created).where(mine, line.id == reference).limit(1)
        sources = line.select(line.created).where(mine, line.source == reference).limit(AT_ONCE)
        moments = {moment for (moment,) in [*found.tuples(), *sources.tuples()] if moment < before}
        return _named(sorted(moments, reverse=True), 1, before)

    return guide


def _of_types(account: Account, wanted: LineFilter) -> Guide:
    """The quarters of an hour that the rollups have for these types and currencies."""
    codes = currencies(account, wanted)

    def guide(before: int) -> tuple[list[Stretch], int]:
        days = _days(account, codes, wanted.types, before)
        if not days:
            return [], EVER
        since = clock.day_start(days[-1], account.timezone)
        row = TypeQuarter
        query = row.select(row.start).distinct().where(row.account == account.id)
        query = query.where(row.currency.in_(codes), row.start >= since, row.start < before)
        if wanted.types:
            query = query.where(row.type.in_(wanted.types))
        starts = query.order_by(row.start.desc()).limit(AT_ONCE).tuples()
        found, floor = _named([start for (start,) in starts], QUARTER, before)
        return found, floor or (since if len(days) == DAYS_AT_ONCE else EVER)

    return guide


def _days(account: Account, codes: list[str], types: tuple[str, ...], before: int) -> list[date]:
    row, last = TypeDay, clock.local_day(before - 1, account.timezone) + timedelta(days=1)
    query = row.select(row.day).distinct().where(row.account == account.id)
    query = query.where(row.currency.in_(codes), row.day <= last.isoformat())
    if types:
        query = query.where(row.type.in_(types))
    days = query.order_by(row.day.desc()).limit(DAYS_AT_ONCE).tuples()
    return [date.fromisoformat(day) for (day,) in days]
