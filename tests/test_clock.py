"""One clock, UTC inside; days begin where the zone's calendar says."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from webapp import clock
from webapp.clock import DAY, HOUR

ODD_ZONES = [
    "Africa/Cairo",
    "America/Havana",
    "America/New_York",
    "America/Santiago",
    "America/Sao_Paulo",
    "Asia/Amman",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Marquesas",
]
SKIPPED = ("Pacific/Apia", date(2011, 12, 30))

zones = st.sampled_from(ODD_ZONES)
days = st.dates(date(2000, 1, 2), date(2037, 12, 31))


@given(zone=zones, day=days)
def test_a_day_begins_with_the_first_second_that_the_calendar_shows_it(
    zone: str, day: date
) -> None:
    start = clock.day_start(day, zone)
    if (zone, day) != SKIPPED:
        assert clock.local_day(start, zone) == day
    assert clock.local_day(start - 1, zone) < day


@given(zone=zones, day=days)
def test_days_follow_each_other_without_a_gap(zone: str, day: date) -> None:
    start, end = clock.day_start(day, zone), clock.day_start(day + timedelta(days=1), zone)
    assert (end - start) % (15 * 60) == 0
    assert start <= end <= start + 26 * HOUR
    if (zone, day) != SKIPPED:
        assert clock.local_day(end - 1, zone) == day


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("Asia/Kathmandu", date(2026, 3, 29), 24),
        ("America/Havana", date(2026, 3, 8), 23),
    ],
)
def test_days_are_as_long_as_their_zone_makes_them(zone: str, day: date, hours: float) -> None:
    length = clock.day_start(day + timedelta(days=1), zone) - clock.day_start(day, zone)
    assert length == hours * HOUR


def test_now_is_whole_seconds_and_can_be_moved() -> None:
    with time_machine.travel(1_800_000_000.9, tick=False) as moment:
        assert clock.now() == 1_800_000_000
        moment.shift(HOUR)
        assert clock.now() == 1_800_003_600


@given(st.dates(date(1970, 1, 1), date(2105, 12, 31)))
def test_a_date_without_a_time_is_midnight_utc_and_reads_back(day: date) -> None:
    midnight = clock.utc_midnight(day)
    assert midnight % DAY == 0
    assert clock.utc_date(midnight) == clock.utc_date(midnight + DAY - 1) == day


@pytest.mark.parametrize("year", [2038, 2100])
def test_moments_beyond_32_bits_are_no_trouble(year: int) -> None:
    moment = int(datetime(year, 6, 1, 22, tzinfo=UTC).timestamp())
    assert clock.local_day(moment, "Asia/Kathmandu") == date(year, 6, 2)


@pytest.mark.parametrize("name", ["Europe/Berlin", "Asia/Kathmandu", clock.UTC_ZONE])
def test_zones_are_known_by_their_names(name: str) -> None:
    assert clock.is_zone(name)
    assert clock.zone(name).key == name


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "CEST", "../../etc/passwd", "europe/x"])
def test_any_other_name_is_no_zone(name: str) -> None:
    assert not clock.is_zone(name)
    with pytest.raises((ZoneInfoNotFoundError, ValueError)):
        clock.zone(name)
