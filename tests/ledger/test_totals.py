"""Sums of any days, types and moments are those of the lines, one by one, in every zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger import naive
from tests.ledger.naive import Line
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR
from webapp.database import db as database
from webapp.ledger.buckets import NOTHING, Sums, move_to_zone
from webapp.ledger.earnings import totals
from webapp.ledger.lines.journal import NewLine, record_all

ZONES = (
    *("Etc/UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "America/Havana"),
    *("Africa/Cairo", "Asia/Kathmandu", "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Apia"),
    *("Pacific/Chatham", "Pacific/Kiritimati"),
)
# Days on which the clocks of these zones change, one of which Apia left out.
TURNS = [
    int(datetime(*day, 12, tzinfo=UTC).timestamp())
    for day in ((2010, 11, 7), (2011, 12, 30), (2025, 3, 30), (2025, 4, 25), (2026, 4, 4))
]
TYPES = ("charge", "payment_refund", "payout", "adjustment", "stripe_fee")
YEAR = date(2026, 1, 1), date(2026, 12, 31)
NOW = int(datetime(2027, 1, 1, tzinfo=UTC).timestamp())

moments = st.builds(
    lambda turn, ago: turn + ago, st.sampled_from(TURNS), st.integers(-2 * DAY, 2 * DAY)
)
lines = st.builds(
    NewLine,
    type=st.sampled_from(TYPES),
    amount=st.integers(-9_999, 9_999),
    currency=st.sampled_from(("eur", "jpy")),
    fee=st.integers(-99, 99),
    created=moments,
)
some_types = st.none() | st.sets(st.sampled_from((*TYPES, "topup")))


def added(found: list[Line]) -> Sums:
    """The sums of lines, the obvious way."""
    return sum((Sums(one.net, one.amount, one.fee, 1) for one in found), NOTHING)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is forgotten."""
    with database.atomic() as transaction:
        yield
        transaction.rollback()


@pytest.fixture
def late(now: time_machine.Traveller) -> None:
    """A moment at which all of these lines are past."""
    now.move_to(NOW)


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("zone", ZONES)
@given(
    written=st.lists(lines, max_size=30),
    one=moments,
    other=moments,
    types=some_types,
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_sum_is_that_of_the_lines(
    late: None,
    alice: Account,
    zone: str,
    written: list[NewLine],
    one: int,
    other: int,
    types: set[str] | None,
) -> None:
    """Chart, list and statement can only say the same: all are sums of the same lines."""
    with undone():
        move_to_zone(alice, zone)
        record_all(alice.id, [NewLine(**fields(line)) for line in written])
        truth = [line for line in naive.lines_of(alice.id) if line.currency == "eur"]
        chosen = [line for line in truth if types is None or line.type in types]
        check_days(alice, truth, chosen, sorted((one, other)), types)
        check_moments(alice, chosen, sorted((one, other)), types)


def fields(line: NewLine) -> dict[str, Any]:
    """The line again, under another id: an example may be run twice."""
    names = ("type", "amount", "currency", "fee", "created")
    return {name: getattr(line, name) for name in names}


def check_days(
    seller: Account, truth: list[Line], chosen: list[Line], span: list[int], types: set[str] | None
) -> None:
    zone = seller.timezone
    first, last = (naive.day(moment, zone) for moment in span)
    days = {day(line, zone) for line in chosen if first <= day(line, zone) <= last}
    found = totals.by_day(seller, "eur", first, last, types)
    assert found == {that: added([x for x in chosen if day(x, zone) == that]) for that in days}
    assert totals.whole(seller, "eur", first, last, types) == sum(found.values(), NOTHING)
    within = [line for line in truth if first <= day(line, zone) <= last]
    kinds = {line.type for line in within}
    assert totals.by_type(seller, "eur", first, last) == {
        kind: added([line for line in within if line.type == kind]) for kind in kinds
    }
    before = [line.net for line in truth if day(line, zone) < first]
    assert totals.net_before(seller, "eur", first) == sum(before)
    earliest = min((day(line, zone) for line in chosen), default=None)
    assert totals.first_day(seller, "eur", types) == earliest


def check_moments(
    seller: Account, chosen: list[Line], span: list[int], types: set[str] | None
) -> None:
    start, end = span
    for since, until in ((start, end), (start, start + HOUR), (start, start + 7), (0, end)):
        wanted = added([line for line in chosen if since <= line.created < until])
        assert totals.between(seller, "eur", since, until, types) == wanted


def day(line: Line, zone: str) -> date:
    """The seller's day of a line."""
    return naive.day(line.created, zone)


def test_opening_and_movements_are_the_closing(late: None, alice: Account) -> None:
    """What was there before a month, and what the month brought, is what is there after it."""
    chance = Random(4)
    record_all(
        alice.id,
        [
            NewLine(TYPES[n % 5], chance.randint(-999, 999), "eur", 1, NOW - 3 * n * HOUR)
            for n in range(900)
        ],
    )
    month = date(2026, 10, 1)
    while month < date(2027, 2, 1):
        after = (month + timedelta(days=31)).replace(day=1)
        moved = totals.by_type(alice, "eur", month, after - timedelta(days=1))
        opening, closing = (totals.net_before(alice, "eur", at) for at in (month, after))
        assert opening + sum(sums.net for sums in moved.values()) == closing
        month = after


def test_a_year_of_lines_adds_up(late: None, alice: Account) -> None:
    """On either database, what the property above shows on one."""
    move_to_zone(alice, "Australia/Lord_Howe")
    record_all(
        alice.id,
        [NewLine(TYPES[n % 5], n, "eur", 1, NOW - n * 8 * HOUR - n) for n in range(1_000)],
    )
    truth = naive.lines_of(alice.id)
    for types in (None, {"charge", "payout"}):
        chosen = [line for line in truth if types is None or line.type in types]
        check_days(alice, truth, chosen, [NOW - 200 * DAY, NOW - 9 * DAY], types)
        check_moments(alice, chosen, [NOW - 200 * DAY - 7, NOW - 9 * DAY + 77], types)


def test_nothing_adds_up_to_nothing(late: None, alice: Account, bob: Account) -> None:
    record_all(bob.id, [NewLine("charge", 1, "eur", created=NOW - DAY)])
    assert totals.by_day(alice, "eur", *YEAR) == totals.by_type(alice, "eur", *YEAR) == {}
    assert totals.whole(alice, "eur", *YEAR) == totals.between(alice, "eur", 0, NOW) == NOTHING
    assert totals.whole(bob, "eur", *YEAR, []) == NOTHING
    assert totals.net_before(alice, "eur", YEAR[1]) == 0
    assert totals.first_day(alice, "eur") is None
