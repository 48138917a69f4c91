"""A card's number is known however it is written; numbers of other kinds are not taken for one."""

import unicodedata
from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.card_numbers import holds_card_number

# The networks' published test numbers.
CARDS = [
    *("4242424242424242", "4000056655665556", "5555555555554444", "2223003122003222"),
    *("5105105105105100", "378282246310005", "371449635398431", "6011111111111117"),
    *("6011000990139424", "3056930009020004", "36227206271667", "3566002020360505"),
    *("6200000000000005", "6205500000000000004", "4000000000000000006", "6759649826438453"),
]
ZEROS = "0０٠०𝟎⁰"  # noqa: RUF001 (digits of other scripts and sizes are what this is about)
FORMATS = ("%d.%m.%Y %H:%M:%S", "%m/%d/%Y %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y%m%d%H%M%S")


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def is_sign(text: str) -> bool:
    """Is it short, and holds neither a letter nor a digit, however it is folded?"""
    return 1 <= len(plain(text)) <= 4 and not any(map(str.isalnum, plain(text)))


cards = st.sampled_from(CARDS)
sign_characters = st.characters(categories=["P", "S", "Z", "Cc", "Cf", "Mn"]).filter(is_sign)
signs = st.text(sign_characters, min_size=1, max_size=3).filter(is_sign)
numbers = st.text("0123456789", min_size=1, max_size=40)


def in_groups(digits: str, size: int = 4) -> list[str]:
    return [digits[at : at + size] for at in range(0, len(digits), size)]


def checks_out(digits: str) -> bool:
    """Luhn's formula, written in another way than the product's."""
    doubled = "0246813579"
    turned = digits[::-1]
    return (sum(map(int, turned[::2])) + sum(int(doubled[int(d)]) for d in turned[1::2])) % 10 == 0


@pytest.mark.parametrize("number", CARDS)
def test_a_card_number_is_known_however_it_is_written(number: str) -> None:
    """J5: bare, in fours, within words, before its date; as one word or with it."""
    fours = " ".join(in_groups(number))
    assert all(map(holds_card_number, (number, f"{number}\n", f"({number})", f"_{number}_")))
    assert holds_card_number(f"card: {number}, thanks")
    assert all(map(holds_card_number, (f"{fours} 12/29 123", f"Visa{fours}", f"{fours}x")))
    assert holds_card_number(f"3 of 2026-11-23, {number}, 12/29")


@given(number=cards, apart=st.lists(signs, min_size=4, max_size=4))
@example(number=CARDS[0], apart=["."] * 4)
@example(number=CARDS[0], apart=["\u00a0"] * 4)
@example(number=CARDS[0], apart=["\u2013"] * 4)
@example(number=CARDS[0], apart=["/", "_", " - ", "\u200b"])
def test_whatever_signs_stand_between_the_fours(number: str, apart: list[str]) -> None:
    """J5: points, slashes, dashes, spaces of every width, what cannot be seen; also mixed."""
    written = "".join(map("".join, zip(in_groups(number), [*apart, ""], strict=False)))
    assert holds_card_number(written)


@given(number=cards, sign=signs, sizes=st.lists(st.integers(1, 6), min_size=19, max_size=19))
def test_one_sign_may_stand_anywhere(number: str, sign: str, sizes: list[int]) -> None:
    """J5: in groups of any size."""
    groups: list[str] = []
    rest = number
    while rest:
        size = sizes[len(groups)]
        groups, rest = [*groups, rest[:size]], rest[size:]
    assert holds_card_number(sign.join(groups))


@given(number=cards, zeros=st.lists(st.sampled_from(ZEROS), min_size=19, max_size=19))
def test_digits_are_digits_in_every_script(number: str, zeros: list[str]) -> None:
    """J5: full-width ones, and those of other scripts; superscripts do not go on from nought."""
    shifted = [
        chr(ord(zero) + int(digit)) if zero != "⁰" else "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)]
        for digit, zero in zip(number, zeros, strict=False)
    ]
    assert holds_card_number("".join(shifted))


@pytest.mark.parametrize("number", CARDS[:4])
def test_one_wrong_digit_is_no_card_number(number: str) -> None:
    for at in range(len(number)):
        other = str((int(number[at]) + 1) % 10)
        assert not holds_card_number(number[:at] + other + number[at + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        *("ord_4242424242424242", "SIRET36227206271667", "4242424242424242x", "4242424242424242_x"),
        *("txn-a4242424242424242", "a4242424242424242b", "+49 1511 2345 6789 012"),
        *("+4915112345678", "2026-11-23 04:56:07", "1732337767", "30.11.2026 04:56:03"),
        *("DE89 3704 0044 0532 0130 00", "9780306406157", "00000000000000000000", "1" * 16, ""),
    ],
)
def test_other_numbers_are_no_card_numbers(text: str) -> None:
    """J5: ids in one word with letters are spared, or Stripe's own would be refused by chance."""
    assert not holds_card_number(text)


@given(number=numbers)
def test_a_number_is_refused_for_its_length_and_check_digit_alone(number: str) -> None:
    """J5: no order number of fewer digits, of more, or with another check digit."""
    assert not holds_card_number(number) or (13 <= len(number) <= 19 and checks_out(number))


@given(text=st.text(alphabet="0123456789 -./:+abc", max_size=80))
def test_no_text_is_refused_without_such_digits_in_a_row(text: str) -> None:
    """J5: what a sentence holds beside a number makes it none."""
    digits = "".join(filter(str.isdigit, text))
    rows = (digits[at : at + size] for size in range(13, 20) for at in range(len(digits)))
    assert not holds_card_number(text) or any(len(row) > 12 and checks_out(row) for row in rows)


@given(
    country=st.sampled_from([("DE", 18), ("AT", 16), ("BE", 12), ("NO", 11), ("FR", 23)]),
    figures=st.text("0123456789", min_size=23, max_size=23),
    gap=st.sampled_from(["", " "]),
)
def test_an_iban_is_no_card_number(country: tuple[str, int], figures: str, gap: str) -> None:
    code, length = country
    bban = figures[:length]
    check = 98 - int(bban + "".join(str(int(c, 36)) for c in code) + "00") % 97
    iban = gap.join(in_groups(f"{code}{check:02}{bban}"))
    assert not holds_card_number(f"Payout to {iban}, thanks")


def test_what_only_looks_like_an_iban_hides_no_card_number() -> None:
    assert holds_card_number("XX12 4242 4242 4242 4242")


@given(number=st.text("0123456789", min_size=7, max_size=15), gap=st.sampled_from(["", " ", "-"]))
def test_a_number_behind_a_plus_is_a_phone_s(number: str, gap: str) -> None:
    phone = gap.join(in_groups(number, 3))
    assert not any(map(holds_card_number, (f"+{phone}", f"Call +{phone}.", f"+({phone})")))


@given(key=st.uuids())
@example(key=UUID("42424242-4242-4242-9424-242424242424"))
def test_a_uuid_is_no_card_number(key: UUID) -> None:
    assert not holds_card_number(f"order {key}")


@given(moment=st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)))
@example(moment=datetime(2026, 11, 30, 4, 56, 3))
def test_a_moment_is_no_card_number(moment: datetime) -> None:
    for written in FORMATS:
        assert not holds_card_number(f"Sold {moment.strftime(written)} by Alice")


@given(st.text(max_size=200))
def test_any_text_is_either_a_card_number_or_not(text: str) -> None:
    assert holds_card_number(text) in {True, False}
