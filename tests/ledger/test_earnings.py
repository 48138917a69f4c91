"""Earnings by quarter hour and by the seller's day: each line in exactly one of each."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger import naive
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR
from webapp.ledger.buckets import QUARTER, TypeDay, by_day, move_to_zone
from webapp.ledger.earnings import volume
from webapp.ledger.earnings.series import DAY_DIGITS
from webapp.ledger.lines.journal import CREATED_MIN, NewLine, record, record_all
from webapp.ledger.rollups import verify

ZONES = [
    "Africa/Casablanca",
    "America/Havana",
    "America/New_York",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Marquesas",
]
IN_TEN_YEARS = (int(datetime(2026, 3, 10, tzinfo=UTC).timestamp()) - 10 * 365 * DAY, 10 * 365 * DAY)


def changes(zone: str, since: int, years: int) -> list[int]:
    """The moments at which the zone's clocks change, to the hour."""
    hours = range(since, since + years * 365 * DAY, HOUR)
    offsets = [datetime.fromtimestamp(hour, ZoneInfo(zone)).utcoffset() for hour in hours]
    return [hours[n] for n in range(1, len(hours)) if offsets[n] != offsets[n - 1]]


def days(account: Account) -> Counter[date]:
    """How many lines each kept day counts."""
    rows = TypeDay.select().where(TypeDay.account == account.id)
    return Counter({date.fromisoformat(row.day): row.count for row in rows})


@pytest.fixture
def late(now: time_machine.Traveller) -> None:
    """Some moment at which all that these tests record is past."""
    now.move_to(datetime(2038, 6, 1, tzinfo=UTC))


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("zone", ZONES)
def test_every_line_is_in_the_day_that_its_zone_showed(
    late: None, alice: Account, zone: str
) -> None:
    chance, (begin, span) = Random(zone), IN_TEN_YEARS
    near = [moment + chance.randint(-3 * HOUR, 3 * HOUR) for moment in changes(zone, begin, 10)]
    moments = near + [begin + chance.randrange(span) for _ in range(500)]
    move_to_zone(alice, zone)
    record_all(alice.id, [NewLine("charge", 1, "eur", created=moment) for moment in moments])
    assert days(alice) == Counter(naive.day(moment, zone) for moment in moments)
    assert verify(alice) == []


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("zone", ["America/St_Johns", "America/Goose_Bay"])
def test_where_a_midnight_came_twice_lines_one_by_one_make_the_days_that_all_at_once_make(
    late: None, alice: Account, zone: str
) -> None:
    # Until 2011 their clocks went back at 00:01, to 23:01 of the day before.
    back = next(m for m in changes(zone, 1_288_000_000, 1))
    moments = list(range(back - 2 * HOUR, back + 3 * HOUR, 7 * 60))
    Random(6).shuffle(moments)
    move_to_zone(alice, zone)
    for moment in moments:
        record(alice.id, NewLine("charge", 1, "eur", created=moment))
    assert sum(days(alice).values()) == len(moments)
    assert verify(alice) == []


@given(
    st.sampled_from(ZONES),
    st.lists(st.integers(CREATED_MIN // QUARTER, 2**31 // QUARTER), max_size=50),
)
def test_days_of_any_zone_hold_what_their_quarters_hold(zone: str, quarters: list[int]) -> None:
    sums = {
        ("eur", number * QUARTER, "charge"): (number, 2 * number, -number, 1) for number in quarters
    }
    found = by_day(sums, zone)
    for column in range(4):
        whole = sum(kept[column] for kept in sums.values())
        assert sum(kept[column] for kept in found.values()) == whole


@given(st.sampled_from(ZONES), st.dates(date(2012, 1, 1), date(2037, 12, 31)))
@settings(max_examples=200)
def test_each_day_is_made_of_whole_quarters(zone: str, day: date) -> None:
    start, end = (clock.day_start(d, zone) for d in (day, day + timedelta(days=1)))
    assert start % QUARTER == end % QUARTER == 0
    quarters = range(start, end, QUARTER)
    assert set(map(lambda quarter: naive.day(quarter, zone), quarters)) == {day}


def test_only_charges_and_transfers_and_their_way_back_are_earnings(
    now: time_machine.Traveller, alice: Account
) -> None:
    others = ["payout", "payout_failure", "payout_cancel", "adjustment", "stripe_fee", "topup"]
    others += ["application_fee", "application_fee_refund", "reserve_transaction"]
    for number, kind in enumerate((*sorted(naive.EARNING), *others)):
        record(alice.id, NewLine(kind, 2**number, "eur"))
    net = 2 ** len(naive.EARNING) - 1
    ((_, sums),) = volume.since(alice, "eur", date(2026, 3, 10), DAY_DIGITS).items()
    assert sums == (net, net, 0, len(naive.EARNING))


def test_a_move_cuts_the_days_anew_and_changes_no_sum(late: None, alice: Account) -> None:
    chance, (begin, span) = Random(6), IN_TEN_YEARS
    moments = [begin + chance.randrange(span) for _ in range(300)]
    record_all(alice.id, [NewLine("charge", 7, "eur", 2, created=m) for m in moments])
    for zone in ("Pacific/Kiritimati", "Asia/Kathmandu", "Europe/Berlin"):
        move_to_zone(alice, zone)
        assert days(alice) == Counter(naive.day(moment, zone) for moment in moments)
        assert verify(alice) == []
