"""The only clock: whole seconds since the Unix epoch, UTC."""

import time
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

MINUTE, QUARTER, HOUR, DAY = 60, 900, 3_600, 86_400
UTC_ZONE = "Etc/UTC"

Seconds = int


def now() -> Seconds:
    """The present moment. Everything that asks the time asks here, so a test can move it."""
    return int(time.time())


@lru_cache(maxsize=1_024)
def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name; raises `ZoneInfoNotFoundError` for any other."""
    return ZoneInfo(name)


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Every zone name that this machine's zone database knows."""
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Is this the name of an IANA zone such as `Europe/Berlin`?"""
    return name in zone_names()


def local(seconds: Seconds, zone_name: str) -> datetime:
    """That moment on the wall clock of the zone."""
    return datetime.fromtimestamp(seconds, zone(zone_name))


def local_day(seconds: Seconds, zone_name: str) -> date:
    """The calendar day on which that moment falls in the zone."""
    return _day_of_quarter(seconds // QUARTER, zone_name)


@lru_cache(maxsize=65_536)
def _day_of_quarter(quarter: int, zone_name: str) -> date:
    """Days begin on a quarter of an hour in every zone, so one answer serves all its seconds."""
    return local(quarter * QUARTER, zone_name).date()


def day_start(day: date, zone_name: str) -> Seconds:
    """The first second of a calendar day in the zone (00:00, or when that is skipped, later)."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone(zone_name))
    return int(midnight.timestamp())


def utc_date(seconds: Seconds) -> date:
    """The calendar day of that moment in UTC."""
    return datetime.fromtimestamp(seconds, UTC).date()


def utc_midnight(day: date) -> Seconds:
    """00:00 UTC of a calendar day: how the API writes a date that has no time of day."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
