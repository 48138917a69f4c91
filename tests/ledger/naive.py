"""An account's figures the slow and obvious way: from all of its lines, one by one.

Nothing here asks the product how it computes; that is what it is compared with.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from webapp.database import db

EARNING = {"charge", "payment", "refund", "payment_refund", "transfer", "transfer_refund"}
HOUR = 3_600
Sums = tuple[int, int, int, int]


class Line(NamedTuple):
    """A line as the database has it."""

    id: str
    created: int
    available_on: int
    type: str
    amount: int
    fee: int
    net: int
    currency: str


def lines_of(account_id: str) -> list[Line]:
    """All lines of an account, newest first."""
    columns = ", ".join(Line._fields)
    sql = f"SELECT {columns} FROM balance_transaction WHERE account_id = {db.param}"
    found = [Line._make(row) for row in db.execute_sql(sql, (account_id,)).fetchall()]
    return sorted(found, key=lambda line: (line.created, line.id), reverse=True)


def balance(lines: Iterable[Line], currency: str, now: int) -> tuple[int, int]:
    """What is available and what is pending."""
    mine = [line for line in lines if line.currency == currency]
    available = sum(line.net for line in mine if line.available_on <= now)
    return available, sum(line.net for line in mine) - available


def earnings(lines: Iterable[Line], currency: str) -> list[Line]:
    """The lines that count as earnings in a currency."""
    return [line for line in lines if line.currency == currency and line.type in EARNING]


def in_range(lines: Iterable[Line], range_: str, zone: str, now: int) -> list[Line]:
    """The lines that a range of the chart covers."""
    if range_ == "24h":
        begin = present_hour(now, zone) - 23 * HOUR
        return [line for line in lines if line.created >= begin]
    today = day(now, zone)
    return [line for line in lines if covers(range_, day(line.created, zone), today)]


def covers(range_: str, then: date, today: date) -> bool:
    """Is a day within a range that ends today?"""
    if range_ == "3m":
        return then > three_months_before(today)
    months = (today.year - then.year) * 12 + today.month - then.month
    days = (today - then).days
    return {"7d": days < 7, "4w": days < 28, "1y": months < 12, "all": True}[range_]


def three_months_before(today: date) -> date:
    """The same day of the month three months earlier, or the last that there is."""
    year, month = (today.year, today.month - 3) if today.month > 3 else _year_before(today)
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _year_before(today: date) -> tuple[int, int]:
    return today.year - 1, today.month + 9


def buckets(lines: Iterable[Line], starts: list[int]) -> dict[int, Sums]:
    """Net, gross, fee and count between each start and the next; the last one is open."""
    found: dict[int, Sums] = defaultdict(lambda: (0, 0, 0, 0))
    for line in lines:
        start = max(start for start in starts if start <= line.created)
        net, gross, fee, count = found[start]
        found[start] = (net + line.net, gross + line.amount, fee + line.fee, count + 1)
    return dict(found)


def day(moment: int, zone: str) -> date:
    """The date on the calendar in that zone."""
    return datetime.fromtimestamp(moment, ZoneInfo(zone)).date()


def present_hour(now: int, zone: str) -> int:
    """When the hour that the zone's clock shows began."""
    wall = datetime.fromtimestamp(now, ZoneInfo(zone))
    return now - wall.minute * 60 - wall.second
