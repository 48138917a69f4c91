"""How money and time are written for people: CLDR by Babel, the seller's zone, English for now."""

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, get_currency_precision
from flask import Flask
from flask_login import current_user

from webapp import clock
from webapp.money import Money, decimals

LOCALE = "en"
MINUS, ASCII_MINUS, NBSP = "−", "-", "\u00a0"
CODE_BEFORE_FIGURES = re.compile(r"([A-Za-z])(?=\d)")
DAY, DAY_OF_ANOTHER_YEAR = "EEEE, MMMM d", "EEEE, MMMM d, y"


def install(app: Flask) -> None:
    """Make the formats known to templates."""
    app.jinja_env.filters.update(
        money=money,
        signed=signed,
        day=day,
        short_day=short_day,
        instant=instant,
        clock_time=clock_time,
        utc_iso=utc_iso,
    )


@lru_cache(maxsize=16_384)
def money(amount: Money) -> str:
    """An amount as people write it, in full: `€1,234.50`, `−¥500`, `CHF 20.00`."""
    text = format_currency(
        amount.major,
        amount.currency.upper(),
        locale=LOCALE,
        currency_digits=_has_cldr_digits(amount),
    )
    return CODE_BEFORE_FIGURES.sub(f"\\1{NBSP}", text.replace(ASCII_MINUS, MINUS))


def signed(amount: Money) -> str:
    """An amount with its direction: `+€5.00`, `−€5.00`."""
    return f"+{money(amount)}" if amount.minor > 0 else money(amount)


def day(value: date) -> str:
    """A day heading: `Monday, November 23`, with the year when it is another."""
    pattern = DAY if value.year == _this_year() else DAY_OF_ANOTHER_YEAR
    return format_date(value, pattern, locale=LOCALE)  # no skeleton of CLDR is as long


def short_day(value: date) -> str:
    """A calendar date in little room: `Mon, Nov 23`, with the year when it is another."""
    return _written("MMMEd" if value.year == _this_year() else "yMMMd", value)


def instant(seconds: int) -> str:
    """A moment in the seller's zone: `Nov 23, 2026, 4:12 PM`."""
    wall = clock.local(seconds, zone())
    return f"{_written('yMMMd', wall.date())}, {clock_time(seconds)}"


def clock_time(seconds: int) -> str:
    """The time of day in the seller's zone: `4:12 PM`."""
    return _clock_time(clock.local(seconds, zone()).strftime("%H:%M"))


def utc_iso(seconds: int) -> str:
    """The same moment for machines: `2026-11-23T15:12:00Z`."""
    return clock.local(seconds, clock.UTC_ZONE).strftime("%Y-%m-%dT%H:%M:%SZ")


def zone() -> str:
    """The zone of whoever is signed in."""
    return getattr(current_user, "timezone", clock.UTC_ZONE)


@lru_cache(maxsize=4_096)
def _written(skeleton: str, value: date) -> str:
    return format_skeleton(skeleton, value, locale=LOCALE)


@lru_cache(maxsize=1_440)
def _clock_time(wall: str) -> str:
    hour, minute = map(int, wall.split(":"))
    return f"{hour % 12 or 12}:{minute:02} {'AM' if hour < 12 else 'PM'}"


def _has_cldr_digits(amount: Money) -> bool:
    """CLDR drops the decimals of some currencies (ISK); show them when they hold money."""
    digits = get_currency_precision(amount.currency.upper())
    return digits >= decimals(amount.currency) or amount.major == round(amount.major, digits)


def _this_year() -> int:
    return clock.local(clock.now(), zone()).year
