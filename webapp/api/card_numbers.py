"""Card numbers, which must not come in: whoever keeps one falls under the card industry's rules.

A number counts as a card's if a network hands out such numbers and its check digit is right. Digits
with a letter right before or behind them are an id of somebody's.
"""

import re

from webapp.errors import AppError

# Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay, Maestro (ISO/IEC 7812).
NETWORKS = re.compile(
    r"4\d{15}|4\d{18}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11,16}|(?:6011|64[4-9]\d|65\d\d|35[2-8]\d)\d{12,15}|62\d{14,17}"
    r"|(?:5[0678]|63|67)\d{14,17}"
)
SPACED_DIGITS = re.compile(r"(?<![\w+])\d(?:[ -]?\d){13,18}(?![\w])", re.ASCII)


class CardNumberSent(AppError):
    """This looks like a card number, which must not come here. Send its last four digits alone.

    If it is a number of your own, write a letter right before it.
    """

    code = "card_number_refused"


def holds_card_number(text: str) -> bool:
    """Is there a number in the text that could be charged?"""
    return any(_is_card_number(found[0]) for found in SPACED_DIGITS.finditer(text))


def _is_card_number(spaced: str) -> bool:
    digits = spaced.replace(" ", "").replace("-", "")
    return bool(NETWORKS.fullmatch(digits)) and _checks_out(digits)


def _checks_out(digits: str) -> bool:
    """Luhn's check digit: every second figure from the right counts double."""
    figures = [int(digit) for digit in reversed(digits)]
    doubled = (sum(divmod(2 * figure, 10)) for figure in figures[1::2])
    return (sum(figures[::2]) + sum(doubled)) % 10 == 0
