"""How money and time are written for people: by CLDR, in the reader's language, the seller's zone.

Figures are 0 to 9 in every language, Arabic too: so are those of files, bank letters and the code
field, and a sum reads alike in the page, the chart and the spreadsheet.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from flask import Flask
from flask_login import current_user
from markupsafe import Markup

from webapp import clock
from webapp.amounts import ASCII_MINUS, MINUS, is_rtl, mirrored, written
from webapp.money import Money
from webapp.reading import LOCALES, language
from webapp.unseen import seen

NARROW_NBSP = "\u202f"
RTL_LETTERS = re.compile("[\u0590-\u08ff\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]")
UNITS = (("day", clock.DAY), ("hour", clock.HOUR), ("minute", clock.MINUTE), ("second", 1))


def install(app: Flask) -> None:
    """Make the formats known to templates."""
    money_and_time = (money, signed, number, percent, day, short_day, instant, clock_time, utc_iso)
    filters = (*money_and_time, from_now, listing, isolated, seen)
    app.jinja_env.filters.update({f.__name__: f for f in filters})


def money(amount: Money) -> str:
    """An amount as people write it, in full: `€1,234.50`, `−¥500`, `CHF 20.00`; `20,00 CHF`."""
    return written(amount, "", language())


def signed(amount: Money) -> str:
    """An amount with its direction: `+€5.00`, `−€5.00`."""
    return written(amount, "+" if amount.minor > 0 else "", language())


def number(value: int) -> str:
    """A count: `1,234`, `1.234`."""
    return format_decimal(value, locale=LOCALES[language()])


def percent(share: float | Decimal) -> str:
    """A share of one in whole percent: `12%`, `−12 %`."""
    text = format_percent(share, locale=LOCALES[language()]).replace(ASCII_MINUS, MINUS)
    return mirrored(text) if is_rtl(language()) else text


def day(value: date) -> str:
    """A day heading: `Monday, November 23`, with the year when it is another."""
    return _day(value, value.year == _this_year(), language())


def short_day(value: date) -> str:
    """A calendar date in little room: `Mon, Nov 23`, with the year when it is another."""
    return _written("MMMEd" if value.year == _this_year() else "yMMMd", value, language())


def full_date(value: date) -> str:
    """A calendar date that stays right: `Oct 1, 2026`, always with its year."""
    return _written("yMMMd", value, language())


def day_of_month(value: date) -> str:
    """A day where month and year stand above it: `Thu, Oct 1`."""
    return _written("MMMEd", value, language())


def month_name(value: date) -> str:
    """The month of a day: `October 2026`."""
    text = _written("yMMMM", value, language())
    return text[:1].upper() + text[1:]


def instant(seconds: int) -> str:
    """A moment in the seller's zone: `Nov 23, 2026, 4:12 PM`."""
    return instant_in(seconds, zone())


def instant_in(seconds: int, zone_name: str) -> str:
    """The same where nobody is signed in, such as in a mail."""
    wall, reader = clock.local(seconds, zone_name), language()
    both, time = LOCALES[reader].datetime_formats["medium"], (wall.hour, wall.minute)
    return str(both).format(_clock_time(*time, reader), _written("yMMMd", wall.date(), reader))


def clock_time(seconds: int) -> str:
    """The time of day in the seller's zone: `4:12 PM`, `16:12`."""
    wall = clock.local(seconds, zone())
    return _clock_time(wall.hour, wall.minute, language())


def from_now(seconds: int) -> str:
    """A wait, rounded up: `in 45 seconds`, `in 3 minutes`; grammar bends it, so never cut it."""
    unit, size = next(found for found in UNITS if seconds >= found[1] or found[1] == 1)
    wait = timedelta(seconds=-(-seconds // size) * size)
    locale, never = LOCALES[language()], float("inf")
    return format_timedelta(wait, unit, never, add_direction=True, locale=locale)  # type: ignore[arg-type]


def listing(names: list[str]) -> str:
    """Names in a sentence: `Kiosk, Bazaar, and Fair`."""
    return format_list(names, locale=LOCALES[language()])


def isolated(name: str) -> str:
    """A name in a sentence: where the two may run against each other, it is set apart."""
    if is_rtl(language()) or RTL_LETTERS.search(name):
        return Markup("<bdi>{}</bdi>").format(name)
    return name


def utc_iso(seconds: int) -> str:
    """The same moment for machines: `2026-11-23T15:12:00Z`."""
    return clock.local(seconds, clock.UTC_ZONE).strftime("%Y-%m-%dT%H:%M:%SZ")


def zone() -> str:
    """The zone of whoever is signed in."""
    return getattr(current_user, "timezone", clock.UTC_ZONE)


@lru_cache(maxsize=4_096)
def _day(value: date, is_this_year: bool, reader: str) -> str:
    """CLDR has no such skeleton: its next shorter one is widened, as its rules say."""
    locale = LOCALES[reader]
    known = locale.datetime_skeletons
    pattern = str(known["MMMMEd" if "MMMMEd" in known else "MMMEd"].pattern)
    wide = re.sub("E+", "EEEE", re.sub("M{3,}", "MMMM", pattern)).replace("(EEEE)", "EEEE")
    text = format_date(value, wide if is_this_year else "full", locale=locale)
    return text[:1].upper() + text[1:]  # a heading begins as a sentence does


@lru_cache(maxsize=8_192)
def _written(skeleton: str, value: date, reader: str) -> str:
    return format_skeleton(skeleton, value, locale=LOCALES[reader])


@lru_cache(maxsize=16_384)
def _clock_time(hour: int, minute: int, reader: str) -> str:
    pattern = LOCALES[reader].time_formats["short"]
    moment = datetime(2000, 1, 1, hour, minute)
    return pattern.apply(moment, LOCALES[reader]).replace(NARROW_NBSP, " ")


def _this_year() -> int:
    return clock.local(clock.now(), zone()).year
