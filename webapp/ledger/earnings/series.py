"""The earnings chart: net volume over six ranges, in the seller's zone, from the rollups alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger.buckets import NOTHING, Sums
from webapp.ledger.earnings import volume
from webapp.money import Money

RANGES = ("24h", "7d", "4w", "3m", "1y", "all")
RANGE_DEFAULT = "4w"
LIFETIME_DAYS_MAX = 62  # a younger account's lifetime is shown by day, an older one's by month
DAY_DIGITS, MONTH_DIGITS = 10, 7  # of YYYY-MM-DD and YYYY-MM


@dataclass(frozen=True, slots=True)
class Point:
    """A bucket; `label` is its start in the seller's zone: an ISO hour, day or month."""

    label: str
    start: int
    net: Money
    gross: Money
    fee: Money
    count: int


@dataclass(frozen=True, slots=True)
class Series:
    """Net volume of one currency over a range; the points add up to the total."""

    range: str
    currency: str
    timezone: str
    points: tuple[Point, ...]

    @property
    def total(self) -> Money:
        """The net volume of the whole range."""
        return Money(sum(point.net.minor for point in self.points), self.currency)


def series(account: Account, range_: str, currency: str, now: int | None = None) -> Series:
    """The chart's points for a range ending now; raises `KeyError` for an unknown range."""
    now = clock.now() if now is None else now
    points = (
        _hours(account, currency, now) if range_ == "24h" else _days(account, range_, currency, now)
    )
    return Series(range_, currency, account.timezone, tuple(points))


def _hours(account: Account, currency: str, now: int) -> Iterator[Point]:
    """The present hour of the zone's clock and the 23 before it."""
    wall = clock.local(now, account.timezone)
    last = now - (wall.minute * clock.MINUTE + wall.second)
    first = last - 23 * clock.HOUR
    sums = dict.fromkeys(range(first, last + 1, clock.HOUR), NOTHING)
    for start, found in volume.quarters(account, currency, first, last + clock.HOUR):
        sums[start - (start - first) % clock.HOUR] += found
    for start, found in sums.items():
        label = clock.local(start, account.timezone).strftime("%Y-%m-%dT%H:%M")
        yield _point(label, start, currency, found)


def _days(account: Account, range_: str, currency: str, now: int) -> Iterator[Point]:
    """The seller's days, or months when the range is long; today's is the last, still growing."""
    today = clock.local_day(now, account.timezone)
    first, digits = _span(account, range_, currency, today)
    found = volume.since(account, currency, first, digits)
    for label, start in _labels(first, today, digits):
        yield _point(
            label, clock.day_start(start, account.timezone), currency, found.get(label, NOTHING)
        )


def _span(account: Account, range_: str, currency: str, today: date) -> tuple[date, int]:
    """The first day of a range and how many digits of a date its buckets share."""
    spans = {
        "7d": lambda: (today - timedelta(days=6), DAY_DIGITS),
        "4w": lambda: (today - timedelta(days=27), DAY_DIGITS),
        "3m": lambda: (months_before(today, 3) + timedelta(days=1), DAY_DIGITS),
        "1y": lambda: (months_before(today.replace(day=1), 11), MONTH_DIGITS),
        "all": lambda: _lifetime(account, currency, today),
    }
    return spans[range_]()


def _lifetime(account: Account, currency: str, today: date) -> tuple[date, int]:
    week_ago = today - timedelta(days=6)
    first = min(volume.first_day(account, currency) or week_ago, week_ago)
    if (today - first).days < LIFETIME_DAYS_MAX:
        return first, DAY_DIGITS
    return first.replace(day=1), MONTH_DIGITS


def _labels(first: date, today: date, digits: int) -> Iterator[tuple[str, date]]:
    day = first
    while day <= today:
        yield day.isoformat()[:digits], day
        day = day + timedelta(days=1) if digits == DAY_DIGITS else months_before(day, -1)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    next_month = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (next_month - timedelta(days=1)).day))


def _point(label: str, start: int, currency: str, sums: Sums) -> Point:
    net, gross, fee, count = sums
    return Point(
        label, start, Money(net, currency), Money(gross, currency), Money(fee, currency), count
    )
