"""How money and time are written for people: in full, unmistakably, in the seller's zone."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from webapp import formatting
from webapp.money import CURRENCIES, Money

pytestmark = pytest.mark.engine("sqlite")


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Money(123_450, "eur"), "€1,234.50"),
        (Money(0, "eur"), "€0.00"),
        (Money(-1, "eur"), "−€0.01"),
        (Money(500, "jpy"), "¥500"),
        (Money(-500, "jpy"), "−¥500"),
        (Money(1_234_567, "kwd"), "KWD\u00a01,234.567"),
        (Money(100_00, "isk"), "ISK\u00a0100"),
        (Money(100_50, "isk"), "ISK\u00a0100.50"),
        (Money(999_999_999_999, "usd"), "$9,999,999,999.99"),
        (Money(9_007_199_254_740_991, "usd"), "$90,071,992,547,409.91"),
    ],
)
def test_money_is_written_in_full(amount: Money, written: str) -> None:
    assert formatting.money(amount) == written


@given(minor=st.integers(-(10**18), 10**18), currency=st.sampled_from(sorted(CURRENCIES)))
def test_no_unit_is_ever_lost_in_writing(minor: int, currency: str) -> None:
    amount = Money(minor, currency)
    text = formatting.money(amount)
    figures = "".join(sign for sign in text.replace("−", "-") if sign in "0123456789.-")
    figures = figures.lstrip(".")  # of a symbol such as `Rs.`
    assert Decimal(figures) == amount.major


def test_a_signed_amount_says_its_direction() -> None:
    assert formatting.signed(Money(500, "eur")) == "+€5.00"
    assert formatting.signed(Money(-500, "eur")) == "−€5.00"
    assert formatting.signed(Money(0, "eur")) == "€0.00"


def test_a_day_names_its_year_only_when_it_is_another(
    app: Flask, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-11-23T12:00:00Z")
    with app.test_request_context("/"):
        assert formatting.day(date(2026, 11, 23)) == "Monday, November 23"
        assert formatting.day(date(2025, 11, 23)) == "Sunday, November 23, 2025"
        assert formatting.short_day(date(2026, 11, 23)) == "Mon, Nov 23"
        assert formatting.short_day(date(2027, 1, 2)) == "Jan 2, 2027"


def test_a_moment_is_written_on_the_seller_s_wall_clock(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 1_795_450_320  # 2026-11-23T16:12:00Z
    with app.test_request_context("/"):
        assert formatting.utc_iso(moment) == "2026-11-23T16:12:00Z"
        assert formatting.instant(moment) == "Nov 23, 2026, 4:12 PM"
        monkeypatch.setattr(formatting, "zone", lambda: "Pacific/Chatham")
        assert formatting.instant(moment) == "Nov 24, 2026, 5:57 AM"
        assert formatting.clock_time(moment) == "5:57 AM"


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "12:00 AM"), (43_200, "12:00 PM"), (43_199, "11:59 AM"), (86_340, "11:59 PM")],
)
def test_noon_and_midnight_are_told_apart(app: Flask, seconds: int, written: str) -> None:
    with app.test_request_context("/"):
        assert formatting.clock_time(seconds) == written
