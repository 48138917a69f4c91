"""How money and time are written for people: in full, unmistakably, in the seller's zone."""

import re
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from webapp import amounts, formatting
from webapp.languages import LANGUAGES
from webapp.money import CURRENCIES, Money
from webapp.reading import LOCALES, in_language

pytestmark = pytest.mark.engine("sqlite")
FIGURES = re.compile("[0-9](?:[0-9.,\u202f]*[0-9])?")


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    minor=st.integers(-(10**18), 10**18),
    currency=st.sampled_from(sorted(CURRENCIES)),
    code=st.sampled_from(sorted(LANGUAGES)),
)
def test_no_unit_is_ever_lost_in_writing(app: Flask, minor: int, currency: str, code: str) -> None:
    amount = Money(minor, currency)
    with app.app_context(), in_language(code):
        text = formatting.money(amount)
    figures = "".join(FIGURES.findall(text))
    assert ("−" in text) == (minor < 0)
    assert Decimal(_plain(figures, code)) == abs(amount.major)


@given(
    minor=st.integers(-(10**7), 10**7),
    currency=st.sampled_from(sorted(CURRENCIES)),
    sign=st.sampled_from(["", "+"]),
    code=st.sampled_from(sorted(LANGUAGES)),
)
def test_an_amount_reads_as_if_it_were_the_only_one(
    minor: int, currency: str, sign: str, code: str
) -> None:
    """What is kept of one price and used for the next changes nothing but its cents."""
    amount = Money(minor, currency)
    assert amounts.written(amount, sign, code) == amounts.by_cldr(amount, sign, code)


def _plain(figures: str, code: str) -> str:
    symbols = LOCALES[code].number_symbols["latn"]
    return figures.replace(symbols["group"], "").replace(symbols["decimal"], ".")


@pytest.mark.parametrize(
    ("code", "amount", "date_", "moment", "wait"),
    [
        ("de", "−1.234,50 €", "Montag, 23. November", "23. Nov. 2026, 16:12", "in 3 Minuten"),
        (
            "es",
            "−1.234,50 €",
            "Lunes, 23 de noviembre",
            "23 nov 2026, 16:12",
            "dentro de 3 minutos",
        ),
        ("fr", "−1 234,50 €", "Lundi 23 novembre", "23 nov. 2026, 16:12", "dans 3 minutes"),
        (
            "pt_BR",
            "−€ 1.234,50",
            "Segunda-feira, 23 de novembro",
            "23 de nov. de 2026 16:12",
            "em 3 minutos",
        ),
        ("ja", "−€1,234.50", "11月23日月曜日", "2026年11月23日 16:12", "3 分後"),
        (
            "ar",
            "⁧⁦−1,234.50⁩ €⁩",
            "الاثنين، 23 نوفمبر",
            "23 نوفمبر 2026، 4:12 م",
            "خلال 3 دقائق",
        ),
    ],
)
def test_money_and_time_are_written_as_the_reader_s_language_does(
    app: Flask,
    time_machine: TimeMachineFixture,
    code: str,
    amount: str,
    date_: str,
    moment: str,
    wait: str,
) -> None:
    time_machine.move_to("2026-11-23T12:00:00Z")
    with app.test_request_context("/", headers={"Accept-Language": LANGUAGES[code].tag}):
        assert formatting.money(Money(-123_450, "eur")) == amount
        assert formatting.day(date(2026, 11, 23)) == date_
        assert formatting.instant(1_795_450_320) == moment
        assert formatting.from_now(121) == wait


def test_a_sign_and_a_symbol_are_not_turned_round_in_arabic(app: Flask) -> None:
    with app.app_context(), in_language("ar"):
        assert (
            formatting.signed(Money(5, "jpy")) == "\u2067\u2066+5\u2069\u00a0\u2066JP¥\u2069\u2069"
        )
        assert formatting.percent(-0.12) == "\u2067\u2066−12%\u2069\u2069"


def test_figures_are_the_same_ten_in_every_language(app: Flask) -> None:
    for code in LANGUAGES:
        with app.app_context(), in_language(code):
            texts = [formatting.money(Money(-123_450, "sar")), formatting.day(date(2025, 11, 23))]
            texts += [formatting.instant(1_795_450_320), formatting.from_now(150)]
            texts += [formatting.number(1_234), formatting.percent(-0.12)]
        assert not [sign for sign in "".join(texts) if sign.isdigit() and sign not in "0123456789"]


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
