"""A fair comparison: a range that is still running, and as much of the range before it.

Of the last four weeks 27 days and some hours are over; they are compared with 27 days and as many
hours of the four weeks before, by the seller's own clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger.earnings import totals
from webapp.ledger.earnings.series import months_before
from webapp.ledger.earnings.volume import EARNING_TYPES
from webapp.money import Money

ONE_DAY = timedelta(days=1)
# Of the range before: its first day, and the day that stands for today.
DAYS_BEFORE: dict[str, Callable[[date], tuple[date, date]]] = {
    "7d": lambda today: (today - timedelta(days=13), today - timedelta(days=7)),
    "4w": lambda today: (today - timedelta(days=55), today - timedelta(days=28)),
    "3m": lambda today: (months_before(today, 6) + ONE_DAY, months_before(today, 3)),
    "1y": lambda today: (months_before(today.replace(day=1), 23), months_before(today, 12)),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was earned from `start`, a range's first second, until before `end`."""

    start: int
    end: int
    earlier: Money
    is_whole: bool
    """Had the seller begun to earn by then? If not, the figure is nothing to compare with."""


def comparison(
    account: Account, range_: str, currency: str, now: int | None = None
) -> Comparison | None:
    """The same part of the range before; None for a lifetime, which has nothing before it."""
    now = clock.now() if now is None else now
    if range_ != "24h" and range_ not in DAYS_BEFORE:
        return None
    start, end = part_before(range_, account.timezone, now)
    begun = totals.first_day(account, currency, EARNING_TYPES)
    is_whole = begun is not None and begun <= clock.local_day(start, account.timezone)
    earlier = totals.between(account, currency, start, end, EARNING_TYPES)
    return Comparison(start, end, Money(earlier.net, currency), is_whole)


def part_before(range_: str, zone: str, now: int) -> tuple[int, int]:
    """The first second of the same part of the range before, and the one after its last."""
    wall = clock.local(now, zone)
    if range_ == "24h":
        hour = now - wall.minute * clock.MINUTE - wall.second
        return hour - 47 * clock.HOUR, now - clock.DAY + 1
    first, last = DAYS_BEFORE[range_](wall.date())
    then = datetime.combine(last, wall.time(), tzinfo=clock.zone(zone))
    return clock.day_start(first, zone), int(then.timestamp()) + 1
