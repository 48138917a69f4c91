"""Days of a filter: a seller's day, a moment in Unix seconds, or a period that moves along."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from webapp import clock
from webapp.languages import N_
from webapp.ledger.statements.monthly import last_day

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
SECONDS_DIGITS_MAX = 11
ONE_DAY = timedelta(days=1)

Period = tuple[date, date]  # both days included


def _month(day: date) -> Period:
    first = day.replace(day=1)
    return first, last_day(first)


def _year(year: int) -> Period:
    return date(year, 1, 1), date(year, 12, 31)


PERIODS: dict[str, Callable[[date], Period]] = {
    "today": lambda today: (today, today),
    "yesterday": lambda today: (today - ONE_DAY, today - ONE_DAY),
    "last_7_days": lambda today: (today - timedelta(days=6), today),
    "last_30_days": lambda today: (today - timedelta(days=29), today),
    "this_month": _month,
    "last_month": lambda today: _month(today.replace(day=1) - ONE_DAY),
    "this_year": lambda today: _year(today.year),
    "last_year": lambda today: _year(today.year - 1),
}
PERIOD_LABELS = {
    "today": N_("Today"),
    "yesterday": N_("Yesterday"),
    "last_7_days": N_("Last 7 days"),
    "last_30_days": N_("Last 30 days"),
    "this_month": N_("This month"),
    "last_month": N_("Last month"),
    "this_year": N_("This year"),
    "last_year": N_("Last year"),
}


def day_of(typed: str) -> date | None:
    """The day that `YYYY-MM-DD` names; None for anything else."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if len(typed) == 10 and FIRST <= day <= LAST else None


def month_of(typed: str) -> date | None:
    """The first day of the month that `YYYY-MM` names; None for anything else."""
    found = MONTH.fullmatch(typed)
    return date(int(found[1]), int(found[2]), 1) if found else None


def moment_of(typed: str) -> int | None:
    """The moment that a number of Unix seconds names; None for anything else."""
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= SECONDS_DIGITS_MAX
    return int(typed) if is_number else None


def seconds(period: Period, zone: str) -> tuple[int, int]:
    """The first second of a period, and the one after its last."""
    return clock.day_start(period[0], zone), clock.day_start(period[1] + ONE_DAY, zone)
