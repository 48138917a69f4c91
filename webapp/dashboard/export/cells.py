"""Cells of an exported file: the same in every language, and never a formula.

A spreadsheet runs what begins like a formula, whoever wrote it (OWASP: CSV injection). Such text
gets an apostrophe in front; numbers stay numbers.
"""

from functools import lru_cache

from webapp import clock
from webapp.money import decimals
from webapp.unseen import seen

BEGINS_A_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
APOSTROPHE = "'"


def text(written: str | None) -> str:
    """What somebody wrote, inert."""
    if not written:
        return ""
    written = seen(written)
    first = written.lstrip(" \u00a0")[:1]
    return APOSTROPHE + written if first in BEGINS_A_FORMULA and first else written


def amount(minor: int, currency: str) -> str:
    """Minor units as a plain decimal of the currency, its point a full stop: `-1234.50`."""
    places = decimals(currency)
    if not places:
        return str(minor)
    whole, part = divmod(abs(minor), 10**places)
    return f"{'-' if minor < 0 else ''}{whole}.{part:0{places}}"


def day(seconds: int, zone: str) -> str:
    """The calendar day of the zone: `2026-10-25`."""
    return _day(wall(seconds, zone) // clock.DAY)


def time(seconds: int, zone: str) -> str:
    """The time on the zone's clock: `16:12:05`."""
    return _time(wall(seconds, zone) % clock.DAY)


def moment(seconds: int) -> str:
    """The same for machines, in UTC: `2026-10-25T14:12:05Z`."""
    return f"{_day(seconds // clock.DAY)}T{_time(seconds % clock.DAY)}Z"


def wall(seconds: int, zone: str) -> int:
    """The seconds that the zone's clock has counted since its 1970-01-01 00:00."""
    return seconds + _offset(seconds // clock.QUARTER, zone)


def _time(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}"


@lru_cache(maxsize=65_536)
def _offset(quarter: int, zone: str) -> int:
    """Clocks change on a quarter of an hour, so one answer serves all its seconds."""
    offset = clock.local(quarter * clock.QUARTER, zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


@lru_cache(maxsize=16_384)
def _day(number: int) -> str:
    return clock.utc_date(number * clock.DAY).isoformat()
