"""Bank days: weekends and holidays of the bank's own country, and none that nobody knows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.ledger.payouts.bank_days import (
    TARGET,
    WEEKENDS,
    arrival,
    bank_days_after,
    calendar_of,
    first_bank_day,
)

CALENDARS = (TARGET, WEEKENDS, "US", "GB", "JP", "SA", "BR")
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("calendar", "sent", "arrives"),
    [
        (TARGET, date(2026, 12, 23), date(2026, 12, 28)),  # over Christmas and a weekend
        (TARGET, date(2026, 4, 2), date(2026, 4, 8)),  # over Good Friday and Easter Monday
        (TARGET, date(2026, 10, 2), date(2026, 10, 6)),  # Germany's own holiday stops no euro
        ("US", date(2026, 11, 25), date(2026, 11, 30)),  # over Thanksgiving
        ("GB", date(2026, 8, 28), date(2026, 9, 2)),  # over the bank holiday in August
        ("JP", date(2026, 12, 30), date(2027, 1, 5)),  # banks rest from the 31st to the 3rd
        ("SA", date(2026, 3, 12), date(2026, 3, 16)),  # Friday and Saturday are the weekend
        (WEEKENDS, date(2026, 12, 23), date(2026, 12, 25)),
    ],
)
def test_no_bank_books_money_on_its_holidays(calendar: str, sent: date, arrives: date) -> None:
    assert arrival(sent, calendar=calendar) == arrives


@given(sent=DAYS, bank_days=st.integers(0, 12), calendar=st.sampled_from(CALENDARS))
def test_so_many_bank_days_lie_between(sent: date, bank_days: int, calendar: str) -> None:
    arrives = arrival(sent, bank_days, calendar)
    following = bank_days_after(sent, calendar)
    assert [next(following) for _ in range(bank_days)][-1:] == [arrives] * (bank_days > 0)
    assert sent <= arrives <= sent + timedelta(days=3 * bank_days + 14)


@given(day=DAYS, calendar=st.sampled_from(CALENDARS))
def test_who_sends_later_is_not_paid_sooner(day: date, calendar: str) -> None:
    """And what leaves on a day without banks arrives with what leaves on the next bank day."""
    tomorrow, first = day + timedelta(days=1), first_bank_day(day, calendar)
    assert arrival(day, calendar=calendar) <= arrival(tomorrow, calendar=calendar)
    assert day <= first <= arrival(day, 1, calendar)
    assert first_bank_day(first, calendar) == first


@pytest.mark.parametrize(
    ("country", "currency", "calendar"),
    [
        ("DE", "eur", TARGET),
        ("DE", "usd", TARGET),
        ("PL", "eur", TARGET),
        ("PL", "pln", "PL"),
        ("US", "usd", "US"),
        ("gb", "gbp", "GB"),
        ("XX", "usd", WEEKENDS),
        ("USA", "usd", WEEKENDS),
        (None, "usd", WEEKENDS),
    ],
)
def test_a_calendar_is_the_banks_or_the_euros(
    country: str | None, currency: str, calendar: str
) -> None:
    assert calendar_of({"country": country}, currency) == calendar


def test_without_a_bank_account_weekends_count() -> None:
    assert calendar_of(None, "chf") == calendar_of({}, "chf") == WEEKENDS
