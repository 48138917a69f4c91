"""Amounts as people type them: `1.234,50`, `1,234.50`, `€ 12`, `−5`, in figures of any script."""

import re
import unicodedata
from decimal import Decimal

from babel.numbers import format_decimal, get_decimal_symbol

from webapp.money import AMOUNT_MAX, Money, decimals
from webapp.reading import LOCALES, language

LENGTH_MAX = 40
ARABIC = str.maketrans({"٫": ".", "٬": ",", "،": ","})
POINTS = re.compile(r"[.,]")
SPACE = re.compile(r"[\s'’_]")  # some write 1 234 or 1'234
# A sign, a symbol or a code may stand on either side, but nothing between the figures.
AMOUNT = re.compile(r"[^\d.,]*([.,]?\d(?:[\d.,\s'’_]*\d)?)[^\d]*")


def minor_units(typed: str, currency: str, *, is_upper: bool = False) -> int | None:
    """The magnitude in minor units; None if it is no amount.

    Of what is finer than the currency a lower bound is rounded up and an upper bound down, so
    that no line is shown which the amount as typed would leave out.
    """
    number = _number(typed)
    if number is None:
        return None
    exact = number.scaleb(decimals(currency))
    whole = int(exact)
    rounded = whole if is_upper or whole == exact else whole + 1
    return rounded if rounded <= AMOUNT_MAX else None


def as_typed(amount: Money) -> str:
    """The amount as the reader would type it, without sign or symbol: `1234.50`, `1234,50`."""
    behind = decimals(amount.currency)
    pattern = f"0.{'0' * behind}" if behind else "0"
    return format_decimal(amount.major, pattern, locale=LOCALES[language()])


def _number(typed: str) -> Decimal | None:
    figures = "".join(_figure(letter) for letter in typed.translate(ARABIC))
    found = AMOUNT.fullmatch(figures) if len(typed) <= LENGTH_MAX else None
    return Decimal(_with_one_point(SPACE.sub("", found[1]))) if found else None


def _figure(letter: str) -> str:
    """A figure of any script as 0 to 9; all else stays."""
    return str(unicodedata.digit(letter, letter))


def _with_one_point(figures: str) -> str:
    """The figures with their decimal point, and without what parts thousands."""
    parts = POINTS.split(figures)
    signs = POINTS.findall(figures)
    if not signs:
        return figures
    is_decimal = len(set(signs)) > 1
    if len(signs) == 1:
        is_decimal = _is_decimal(parts[0], signs[0], parts[1])
    return f"{''.join(parts[:-1])}.{parts[-1]}" if is_decimal else "".join(parts)


def _is_decimal(before: str, sign: str, behind: str) -> bool:
    """Of `1.234` the reader's language says whether it is a thousand."""
    own: str = get_decimal_symbol(LOCALES[language()])
    return len(behind) != 3 or sign == own.translate(ARABIC) or set(before) <= {"0"}
