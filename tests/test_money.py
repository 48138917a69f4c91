"""Money is whole minor units with their currency, and is never added across currencies."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from webapp import money
from webapp.money import AMOUNT_MAX, CURRENCIES, THREE_DECIMAL, ZERO_DECIMAL, Money

currencies = st.sampled_from(sorted(CURRENCIES))
amounts = st.integers(-(2**53) + 1, 2**53 - 1)


def parse(text: str) -> Money:
    """Read what `str(Money)` wrote, knowing only ISO's decimals."""
    number, code = text.split(" ")
    places = len(number.partition(".")[2])
    return Money(int(Decimal(number) * 10**places), code.lower())


@given(amount=amounts, currency=currencies)
def test_what_was_written_reads_back_as_the_same_amount(amount: int, currency: str) -> None:
    assert parse(str(Money(amount, currency))) == Money(amount, currency)


@pytest.mark.parametrize("currency", sorted(CURRENCIES))
def test_every_currency_is_written_with_its_own_decimals(currency: str) -> None:
    places = len(str(Money(1, currency)).split(" ")[0].partition(".")[2])
    assert places == money.decimals(currency)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Money(123_450, "eur"), "1234.50 EUR"),
        (Money(-5, "usd"), "-0.05 USD"),
        (Money(500, "jpy"), "500 JPY"),
        (Money(-1, "jpy"), "-1 JPY"),
        (Money(1_234, "kwd"), "1.234 KWD"),
        (Money(1_000, "isk"), "10.00 ISK"),
        (Money(1_000, "ugx"), "10.00 UGX"),
        (Money(1_000, "huf"), "10.00 HUF"),
        (Money(1_000, "twd"), "10.00 TWD"),
        (Money(0, "eur"), "0.00 EUR"),
    ],
)
def test_amounts_are_plain_and_unmistakable(amount: Money, text: str) -> None:
    assert str(amount) == text


def test_the_special_currencies_are_those_of_stripe() -> None:
    assert len(ZERO_DECIMAL) == 15
    assert ZERO_DECIMAL | THREE_DECIMAL <= CURRENCIES
    assert {"bhd", "jod", "kwd", "omr", "tnd"} == THREE_DECIMAL


@given(left=amounts, right=amounts, currency=currencies)
def test_sums_are_exact(left: int, right: int, currency: str) -> None:
    total = Money(left, currency) + Money(right, currency)
    assert total == Money(left + right, currency)
    assert total + -Money(right, currency) == Money(left, currency)


@given(one=currencies, other=currencies)
def test_two_currencies_are_never_added(one: str, other: str) -> None:
    assume(one != other)
    with pytest.raises(ValueError, match=f"cannot add {other} to {one}"):
        Money(1, one) + Money(0, other)


@given(amount=amounts, currency=currencies)
def test_major_units_lose_nothing(amount: int, currency: str) -> None:
    major = Money(amount, currency).major
    assert isinstance(major, Decimal)
    assert major * 10 ** money.decimals(currency) == amount


def test_only_zero_is_nothing() -> None:
    assert not Money(0, "eur")
    assert Money(-1, "eur")


@pytest.mark.parametrize("code", ["EUR", "xxx", "", "euro"])
def test_what_is_no_currency_is_told_apart(code: str) -> None:
    assert not money.is_currency(code)


def test_nine_million_of_the_largest_lines_fit_64_bits() -> None:
    assert 9_000_000 * AMOUNT_MAX < 2**63
