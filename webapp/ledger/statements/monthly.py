"""Monthly statements: opening balance + movements = closing balance, for each currency by itself.

A statement is made anew each time it is asked for, from the rollups. A line that is recorded later
with a date of the month belongs to that month, as it does in the feed and the chart: the statement
then says so by other figures and another check code, never by figures that fit nothing else.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from webapp import clock
from webapp.accounts.account import Account
from webapp.database import snapshot
from webapp.ledger import balance
from webapp.ledger.activity import export
from webapp.ledger.buckets import NOTHING, Sums
from webapp.ledger.earnings import totals

ONE_DAY = timedelta(days=1)


class Day(NamedTuple):
    """A day that has lines: their sums, and the balance at its end."""

    day: date
    sums: Sums
    balance: int


@dataclass(frozen=True, slots=True)
class Part:
    """A statement's figures in one currency, in minor units; `opening + total.net == closing`."""

    currency: str
    opening: int
    movements: dict[str, Sums]
    days: tuple[Day, ...]

    @property
    def total(self) -> Sums:
        """What all movements of the month add up to."""
        return sum(self.movements.values(), NOTHING)

    @property
    def closing(self) -> int:
        """The balance when the month ended, or now if it still runs."""
        return self.opening + self.total.net


@dataclass(frozen=True, slots=True)
class Statement:
    """A month of an account: all that was recorded by `revision`."""

    first: date
    last: date
    parts: tuple[Part, ...]
    revision: int
    made_at: int
    is_running: bool


def months(account: Account) -> list[date]:
    """The first days of all months that have a statement, the newest first."""
    begun = _first_day(account)
    if begun is None:
        return []
    found = [clock.local_day(clock.now(), account.timezone).replace(day=1)]
    while found[-1] > begun:
        found.append((found[-1] - ONE_DAY).replace(day=1))
    return found


def statement(account: Account, month: date) -> Statement | None:
    """The statement of the month that begins on that day; None if the account has none of it."""
    with snapshot():
        today = clock.local_day(clock.now(), account.timezone)
        begun = _first_day(account) or today
        if not begun.replace(day=1) <= month <= today:
            return None
        last = last_day(month)
        parts = (_part(account, code, month, last) for code in balance.currencies(account))
        own = account.default_currency
        is_used = [p for p in parts if p.opening or p.movements or p.currency == own]
        return Statement(
            first=month,
            last=last,
            parts=tuple(is_used),
            revision=export.revision(account.id),
            made_at=clock.now(),
            is_running=today <= last,
        )


def closing(account: Account, currency: str, month: date) -> int:
    """The closing balance of a month as it stands now, in minor units."""
    return totals.net_before(account, currency, last_day(month) + ONE_DAY)


def last_day(month: date) -> date:
    """The last day of the month that begins on that day."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - ONE_DAY


def _first_day(account: Account) -> date | None:
    found = (totals.first_day(account, code) for code in balance.currencies(account))
    return min((day for day in found if day), default=None)


def _part(account: Account, currency: str, first: date, last: date) -> Part:
    opening = running = totals.net_before(account, currency, first)
    days = []
    for day, sums in sorted(totals.by_day(account, currency, first, last).items()):
        running += sums.net
        days.append(Day(day, sums, running))
    movements = totals.by_type(account, currency, first, last)
    return Part(currency, opening, dict(sorted(movements.items())), tuple(days))
