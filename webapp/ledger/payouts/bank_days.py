"""Bank days: when money that leaves today reaches a bank, by the holidays of that bank's country.

Euros, and banks of countries that use them, keep the calendar of the euro's own payment system;
the United States that of their central bank. Where no calendar is known, weekends alone count, and
whoever shows a date can say so: a calendar goes by its name everywhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

BANK_DAYS = 2
TARGET, WEEKENDS = "TARGET", "weekends"
EURO_COUNTRIES = frozenset(
    "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC MT NL PT SI SK SM VA".split()  # noqa: SIM905
)
SATURDAY, SUNDAY = 5, 6
# Countries whose banks keep the days of one part of them.
PART_OF = {"GB": "ENG"}


@dataclass(frozen=True)
class Calendar:
    """The days on which a country's banks book no money."""

    weekend: frozenset[int]
    holidays: Mapping[date, str]

    def is_bank_day(self, day: date) -> bool:
        """Do its banks work on this day?"""
        return day.weekday() not in self.weekend and day not in self.holidays


def calendar_of(bank_account: Mapping[str, str | None] | None, currency: str) -> str:
    """The name of the calendar by which this money arrives: `TARGET`, `US`, or `weekends`."""
    country = ((bank_account or {}).get("country") or "").upper()
    if currency == "eur" or country in EURO_COUNTRIES:
        return TARGET
    return country if _is_known(country) else WEEKENDS


def arrival(sent: date, bank_days: int = BANK_DAYS, calendar: str = WEEKENDS) -> date:
    """The day on which a bank should have money sent on `sent`: so many bank days later."""
    following = bank_days_after(sent, calendar)
    return max((next(following) for _ in range(bank_days)), default=sent)


def first_bank_day(day: date, calendar: str = WEEKENDS) -> date:
    """That day, or the first one after it on which banks work."""
    return next(bank_days_after(day - timedelta(days=1), calendar))


def bank_days_after(day: date, calendar: str = WEEKENDS) -> Iterator[date]:
    """All bank days after that day, in order."""
    kept = _calendar(calendar)
    while True:
        day += timedelta(days=1)
        if kept.is_bank_day(day):
            yield day


@lru_cache(maxsize=256)
def _calendar(name: str) -> Calendar:
    """The calendar of that name; its years are worked out when they are first asked for."""
    if name == TARGET:
        found = holidays.financial_holidays("ECB")
    elif name == "US":
        found = holidays.financial_holidays("XFED")
    elif _is_known(name):
        has_bank = "bank" in holidays.country_holidays(name).supported_categories
        kinds = ("public", "bank") if has_bank else ("public",)
        found = holidays.country_holidays(name, subdiv=PART_OF.get(name), categories=kinds)
    else:
        return Calendar(frozenset({SATURDAY, SUNDAY}), {})
    return Calendar(frozenset(found.weekend), found)


@lru_cache(maxsize=512)
def _is_known(country: str) -> bool:
    return country in holidays.list_supported_countries(include_aliases=True) and len(country) == 2
