"""A range that still runs is compared with as much of the one before, by the seller's clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.ledger import naive
from tests.ledger.test_earnings import IN_TEN_YEARS, ZONES
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR
from webapp.ledger.earnings.comparison import comparison, part_before
from webapp.ledger.earnings.series import RANGES
from webapp.ledger.lines.journal import NewLine, record_all
from webapp.money import Money

MakeSeller = Callable[..., Account]
moments = st.integers(IN_TEN_YEARS[0], sum(IN_TEN_YEARS))
zones = st.sampled_from(ZONES)


def wall(moment: int, zone: str) -> datetime:
    return datetime.fromtimestamp(moment, ZoneInfo(zone))


@given(zone=zones, now=moments)
def test_of_24_hours_as_much_is_compared_as_is_over(zone: str, now: int) -> None:
    start, end = part_before("24h", zone, now)
    over = now - (naive.present_hour(now, zone) - 23 * HOUR)
    assert end - start == over + 1
    assert end == now - DAY + 1


@given(zone=zones, now=moments, days=st.sampled_from([7, 28]))
def test_of_weeks_as_many_days_and_hours_are_compared_as_are_over(
    zone: str, now: int, days: int
) -> None:
    start, end = part_before("7d" if days == 7 else "4w", zone, now)
    today, begins, ends = (naive.day(at, zone) for at in (now, start, end - 1))
    assert today - ends == timedelta(days)
    assert ends - begins == timedelta(days - 1)
    ends_at_the_same_time(zone, now, end)


@given(zone=zones, now=moments)
def test_of_months_the_part_ends_on_the_same_day_of_an_earlier_one(zone: str, now: int) -> None:
    today = naive.day(now, zone)
    start, end = part_before("3m", zone, now)
    last = naive.three_months_before(today)
    assert naive.day(end - 1, zone) == last
    assert last < naive.day(start, zone) + timedelta(93) < last + timedelta(6)
    ends_at_the_same_time(zone, now, end)
    start, end = part_before("1y", zone, now)
    year_ago = today.replace(year=today.year - 1, day=min(today.day, 28))
    assert naive.day(end - 1, zone) - year_ago <= timedelta(3)
    begins = naive.day(start, zone)
    assert (begins.day, (today.year - begins.year) * 12 + today.month - begins.month) == (1, 23)


def ends_at_the_same_time(zone: str, now: int, end: int) -> None:
    """The part's last second is the one that the seller's clock shows now."""
    shown, then = wall(now, zone), wall(end - 1, zone)
    assume(wall(end - DAY, zone).utcoffset() == wall(end + DAY, zone).utcoffset())
    assert then.time() == shown.time()


@pytest.mark.parametrize("zone", ["Etc/UTC", "Europe/Berlin", "Asia/Kathmandu"])
def test_the_earlier_sum_is_that_of_the_lines_in_the_part(
    now: time_machine.Traveller, make_seller: MakeSeller, zone: str
) -> None:
    for moment in ((2026, 3, 30, 9, 7), (2026, 5, 31, 22, 50), (2024, 2, 29, 12)):
        now.move_to(int(datetime(*moment, tzinfo=UTC).timestamp()))  # type: ignore[misc]
        seller = make_seller(f"carol{moment[1]}", timezone=zone)
        sell(seller)
        lines = naive.earnings(naive.lines_of(seller.id), "eur")
        for range_ in RANGES[:-1]:
            found = comparison(seller, range_, "eur")
            assert found is not None
            assert found.is_whole
            counted = [line.net for line in lines if found.start <= line.created < found.end]
            assert found.earlier == Money(sum(counted), "eur")
            assert counted


def sell(seller: Account) -> None:
    """Two busy days and some lines of the three years before, one a payout."""
    chance, now = Random(28), clock.now()
    moments = [now - chance.randrange(3 * DAY) for _ in range(80)]
    moments += [now - chance.randrange(900 * DAY) for _ in range(400)]
    moments += [now - 1_000 * DAY]
    lines = [NewLine("charge", 100 + n, "eur", 1, created=m) for n, m in enumerate(moments)]
    record_all(seller.id, [*lines, NewLine("payout", -5_000, "eur", created=now - 30 * HOUR)])


def test_a_lifetime_has_nothing_before_it(now: time_machine.Traveller, alice: Account) -> None:
    assert comparison(alice, "all", "eur") is None


def test_who_began_within_the_part_has_nothing_to_compare_with(
    now: time_machine.Traveller, alice: Account
) -> None:
    for range_ in RANGES[:-1]:
        found = comparison(alice, range_, "eur")
        assert found is not None
        assert not found.is_whole
    record_all(alice.id, [NewLine("charge", 100, "eur", 1, created=clock.now() - 40 * DAY)])
    whole = [r for r in RANGES[:-1] if (it := comparison(alice, r, "eur")) and it.is_whole]
    assert whole == ["24h", "7d"]


def test_the_part_ends_at_the_same_time_of_day(now: time_machine.Traveller, alice: Account) -> None:
    """Tuesday noon: of the 4 weeks before 27 days and 12 hours, up to noon."""
    record_all(alice.id, [NewLine("charge", 1, "eur", created=clock.now() - 60 * DAY)])
    four_weeks_ago = clock.now() - 28 * DAY
    inside, outside = four_weeks_ago, four_weeks_ago + 1
    record_all(alice.id, [NewLine("charge", 100, "eur", created=inside)])
    record_all(alice.id, [NewLine("charge", 7, "eur", created=outside)])
    found = comparison(alice, "4w", "eur")
    assert found is not None
    assert found.earlier == Money(100, "eur")
    assert clock.local_day(found.start, alice.timezone) == date(2026, 1, 14)
