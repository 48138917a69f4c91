"""The chart: six ranges that end now, in the seller's zone, each line in one bucket."""

import calendar
from collections.abc import Callable
from datetime import UTC, date, datetime
from random import Random

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger import naive
from tests.ledger.invariants import check_series
from tests.ledger.test_earnings import ZONES
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR, MINUTE
from webapp.ledger.earnings.series import RANGES, Series, months_before, series
from webapp.ledger.lines.journal import NewLine, record_all
from webapp.money import Money

MakeSeller = Callable[..., Account]


def earn(account: Account, *moments: int, currency: str = "eur") -> None:
    """A hundred at each of these moments, less a fee of one."""
    record_all(account.id, [NewLine("charge", 100, currency, 1, created=m) for m in moments])


def labels(chart: Series) -> list[str]:
    return [point.label for point in chart.points]


def at(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp())  # type: ignore[arg-type,misc]


MOMENTS = [
    at(2026, 3, 10, 12),
    at(2026, 3, 29, 1, 30),  # the hour that Berlin skipped
    at(2025, 10, 26, 0, 59, 59),  # the hour that Berlin has twice
    at(2026, 4, 4, 15, 10),  # the half hour that Lord Howe has twice
    at(2024, 2, 29, 23, 59, 59),
    at(2026, 1, 1),
    at(2026, 5, 31, 12),  # three months earlier there is no 31st
]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("zone", ZONES)
def test_every_bucket_holds_its_lines_in_every_zone(
    now: time_machine.Traveller, make_seller: MakeSeller, zone: str
) -> None:
    for moment in MOMENTS:
        now.move_to(moment)
        check_charts(make_seller(f"carol{moment}", timezone=zone), moment)


def check_charts(seller: Account, moment: int) -> None:
    """All six, of two busy days and some of the two years before."""
    chance = Random(moment)
    recent = [moment - chance.randrange(2 * DAY) for _ in range(60)]
    older = [moment - chance.randrange(800 * DAY) for _ in range(200)]
    earn(seller, moment, *recent, *older)
    lines = naive.lines_of(seller.id)
    for range_ in RANGES:
        check_series(series(seller, range_, "eur"), lines, moment)


@pytest.mark.parametrize(
    ("range_", "count", "first", "last"),
    [
        ("24h", 24, "2026-03-09T14:00", "2026-03-10T13:00"),
        ("7d", 7, "2026-03-04", "2026-03-10"),
        ("4w", 28, "2026-02-11", "2026-03-10"),
        ("3m", 90, "2025-12-11", "2026-03-10"),
        ("1y", 12, "2025-04", "2026-03"),
        ("all", 7, "2026-03-04", "2026-03-10"),
    ],
)
def test_ranges_end_with_the_hour_day_or_month_that_runs(
    now: time_machine.Traveller, alice: Account, range_: str, count: int, first: str, last: str
) -> None:
    found = labels(series(alice, range_, "eur"))
    assert (len(found), found[0], found[-1]) == (count, first, last)
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("age", "count", "first", "last"),
    [
        (0, 7, "2026-03-04", "2026-03-10"),
        (10, 11, "2026-02-28", "2026-03-10"),
        (61, 62, "2026-01-08", "2026-03-10"),
        (62, 3, "2026-01", "2026-03"),
        (800, 28, "2023-12", "2026-03"),
    ],
)
def test_a_lifetime_is_shown_by_day_until_that_is_too_much(
    now: time_machine.Traveller, alice: Account, age: int, count: int, first: str, last: str
) -> None:
    earn(alice, clock.now() - age * DAY)
    chart = series(alice, "all", "eur")
    found = labels(chart)
    assert (len(found), found[0], found[-1]) == (count, first, last)
    assert chart.total == Money(99, "eur")


def test_a_lifetime_begins_with_the_first_line_of_its_own_currency(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, clock.now() - 800 * DAY, currency="jpy")
    earn(alice, clock.now() - 10 * DAY)
    assert labels(series(alice, "all", "eur"))[0] == "2026-02-28"


def test_a_line_is_in_24_hours_from_the_hours_first_second_on(
    now: time_machine.Traveller, alice: Account
) -> None:
    now.shift(34 * MINUTE)
    begin = at(2026, 3, 9, 13)
    earn(alice, begin - 1)
    assert series(alice, "24h", "eur").total == Money(0, "eur")
    earn(alice, begin)
    assert series(alice, "24h", "eur").points[0].net == Money(99, "eur")


def test_hours_are_those_of_the_zones_own_clock(
    now: time_machine.Traveller, make_seller: MakeSeller
) -> None:
    seller = make_seller("tara", timezone="Asia/Kathmandu")  # 12:00 UTC is 17:45
    chart = series(seller, "24h", "eur")
    assert labels(chart)[-1] == "2026-03-10T17:00"
    assert chart.points[-1].start == at(2026, 3, 10, 11, 15)
    assert chart.timezone == "Asia/Kathmandu"


def test_points_hold_net_gross_fee_and_count(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, clock.now(), clock.now() - HOUR)
    point = series(alice, "7d", "eur").points[-1]
    assert (point.net, point.gross, point.fee) == tuple(Money(m, "eur") for m in (198, 200, 2))
    assert point.count == 2


def test_currencies_are_never_on_one_chart(now: time_machine.Traveller, alice: Account) -> None:
    earn(alice, clock.now())
    earn(alice, clock.now(), clock.now(), currency="jpy")
    assert series(alice, "all", "eur").total == Money(99, "eur")
    assert series(alice, "all", "jpy").total == Money(198, "jpy")
    assert series(alice, "all", "usd").total == Money(0, "usd")


def test_nobody_elses_earnings_are_on_the_chart(
    now: time_machine.Traveller, alice: Account, bob: Account
) -> None:
    earn(bob, clock.now())
    for range_ in RANGES:
        assert not series(alice, range_, "eur").total


def test_an_unknown_range_is_no_chart(alice: Account) -> None:
    with pytest.raises(KeyError):
        series(alice, "2h", "eur")


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(-30, 30))
def test_months_are_counted_on_the_calendar(day: date, months: int) -> None:
    found = months_before(day, months)
    assert (day.year - found.year) * 12 + day.month - found.month == months
    last = calendar.monthrange(found.year, found.month)[1]
    assert found.day == min(day.day, last)
