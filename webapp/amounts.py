"""How an amount is written: CLDR's rules, worked out once for all amounts that differ in cents."""

import re
from functools import lru_cache

from babel.numbers import format_currency, get_currency_precision

from webapp.languages import LANGUAGES, RTL
from webapp.money import Money, decimals
from webapp.reading import LOCALES

MINUS, ASCII_MINUS, NBSP = "−", "-", "\u00a0"
RTL_MARK, RTL_ISOLATE, LTR_ISOLATE, ISOLATE_END = "\u200f", "\u2067", "\u2066", "\u2069"
CODE_BEFORE_FIGURES = re.compile(r"([A-Za-z])(?=\d)")
LAST_FIGURES = re.compile(r"\d+(?=\D*$)")
# Signed figures, and symbols such as `JP¥`.
FROM_THE_LEFT = re.compile(r"[+−]?\d(?:[\d.,]*\d)?%?|[A-Za-z][^\s\d]*")


@lru_cache(maxsize=16_384)
def written(amount: Money, sign: str, reader: str) -> str:
    """An amount with a sign of ours, or none, before it: `+€5.00`; `reader` is a language."""
    places = decimals(amount.currency)
    whole, cents = divmod(abs(amount.minor), 10**places)
    around = cents and _around_cents(whole, amount.minor < 0, amount.currency, sign, reader)
    if not around:
        return by_cldr(amount, sign, reader)
    return f"{around[0]}{cents:0{places}}{around[1]}"


@lru_cache(maxsize=16_384)
def _around_cents(
    whole: int, is_negative: bool, currency: str, sign: str, reader: str
) -> tuple[str, str] | None:
    """What stands before and behind the minor units: CLDR's rules are slow, and prices alike.

    None where the language writes more or fewer decimals than the currency has.
    """
    places = decimals(currency)
    one_cent = whole * 10**places + 1
    text = by_cldr(Money(-one_cent if is_negative else one_cent, currency), sign, reader)
    cents = LAST_FIGURES.search(text)
    if cents is None or len(cents[0]) != places:
        return None
    return text[: cents.start()], text[cents.end() :]


def by_cldr(amount: Money, sign: str, reader: str) -> str:
    """The same, worked out for this one amount."""
    code, whole = amount.currency.upper(), _has_cldr_digits(amount)
    text = format_currency(amount.major, code, locale=LOCALES[reader], currency_digits=whole)
    text = sign + text.lstrip(RTL_MARK).replace(ASCII_MINUS, MINUS)
    text = CODE_BEFORE_FIGURES.sub(f"\\1{NBSP}", text)
    return mirrored(text) if is_rtl(reader) else text


def mirrored(text: str) -> str:
    """Read from the right whatever stands around it, but its sign stays left of its figures."""
    figures = FROM_THE_LEFT.sub(f"{LTR_ISOLATE}\\g<0>{ISOLATE_END}", text)
    return f"{RTL_ISOLATE}{figures}{ISOLATE_END}"


def is_rtl(reader: str) -> bool:
    """Is the language written from the right?"""
    return LANGUAGES[reader].direction == RTL


def _has_cldr_digits(amount: Money) -> bool:
    """CLDR drops the decimals of some currencies (ISK); show them when they hold money."""
    digits = get_currency_precision(amount.currency.upper())
    return digits >= decimals(amount.currency) or amount.major == round(amount.major, digits)
