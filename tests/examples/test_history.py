"""The made-up past of the demonstration's sellers."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import phonenumbers
import pytest

from examples.platform.cast import SELLERS, Seller
from examples.platform.history import Line, history

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
BUSY, NEW, STOPPED = SELLERS
sellers = pytest.mark.parametrize("seller", SELLERS, ids=lambda seller: seller.slug)


def net(lines: list[Line]) -> int:
    return sum(line["amount"] - line.get("fee", 0) for line in lines)


def test_the_same_moment_gives_the_same_past() -> None:
    assert history(BUSY, NOW) == history(BUSY, NOW)


def test_the_busy_seller_has_three_years_in_two_currencies() -> None:
    lines = history(BUSY, NOW)
    assert 6_000 <= len(lines) <= 8_000
    assert Counter(line["currency"] for line in lines).keys() == {"eur", "usd"}
    began = datetime.fromtimestamp(lines[0]["created"], UTC)
    assert NOW - timedelta(days=1100) < began < NOW - timedelta(days=1090)


def test_the_new_seller_has_none() -> None:
    assert history(NEW, NOW) == []


@sellers
def test_lines_come_in_order_and_none_from_the_future(seller: Seller) -> None:
    dates = [line["created"] for line in history(seller, NOW)]
    assert dates == sorted(dates)
    assert not [date for date in dates if date > NOW.timestamp()]


@sellers
def test_no_payout_ever_took_more_than_was_available(seller: Seller) -> None:
    lines = history(seller, NOW)
    for payout in (line for line in lines if line["type"] == "payout"):
        there = [
            line
            for line in lines
            if line["available_on"] <= payout["created"] and line["currency"] == payout["currency"]
        ]
        assert net(there) >= 0


def test_money_is_left_for_the_latest_payouts() -> None:
    for seller in (BUSY, STOPPED):
        lines = [line for line in history(seller, NOW) if line["currency"] == "eur"]
        assert net([line for line in lines if line["available_on"] <= NOW.timestamp()]) > 0


@sellers
def test_codes_can_be_texted_to_the_seller(seller: Seller) -> None:
    number = phonenumbers.parse(seller.phone)
    assert phonenumbers.is_valid_number(number)
    assert phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
