"""Card numbers, which must not come in: whoever keeps one falls under the card industry's rules.

A number counts as a card's if a network hands out such numbers (14 to 19 digits) and its check
digit is right, however it is written: in digits of any script, with anything but letters between
them. Spared are, or every hundredth sale could not be booked: digits in one word with letters
(`ord_4242…`, `a4242…b`), which are somebody's id; a number behind a plus, which is a phone's; IBANs
and UUIDs. Digits in small groups between unlike signs are mostly moments in time.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from webapp.errors import AppError

# Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay, Maestro (ISO/IEC 7812).
NETWORKS = re.compile(
    r"4\d{15}|4\d{18}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11,16}|(?:6011|64[4-9]\d|65\d\d|35[2-8]\d)\d{12,15}|62\d{14,17}"
    r"|(?:5[0678]|63|67)\d{14,17}"
)
LENGTH_MIN, LENGTH_MAX = 14, 19
PHONE_LENGTH_MAX = 15  # E.164
GROUP_MIN = 4  # as a card's digits are printed
RUN = re.compile(r"\d(?:[\W_]{0,4}\d){13,}")
GROUP = re.compile(r"\d+")
UUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
IBAN = r"[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?"
OTHERS = re.compile(rf"(?<![^\W_])(?:(?P<iban>{IBAN})|{UUID})(?![^\W_])")
WORD_BEFORE, WORD_BEHIND = re.compile(r"[^\W\d_]_?$"), re.compile(r"_?[^\W\d_]")


class CardNumberSent(AppError):
    """This looks like a card number, which must not come here. Send its last four digits alone.

    If it is a number of your own, write it without spaces and with a letter right before it.
    """

    code = "card_number_refused"


def refuse_card_number(text: str, param: str | None = None) -> None:
    """Raise `CardNumberSent` if there is one in the text."""
    if holds_card_number(text):
        raise CardNumberSent(param=param)


def holds_card_number(text: str) -> bool:
    """Is there a number in the text that could be charged?"""
    if len(text) < LENGTH_MIN:
        return False
    plain = text if text.isascii() else _plain(text)
    if not RUN.search(plain):
        return False
    plain = OTHERS.sub(_without_others, plain)
    return any(
        NETWORKS.fullmatch(digits) and _checks_out(digits)
        for run in RUN.finditer(plain)
        for digits in _numbers(plain, run)
    )


def _plain(text: str) -> str:
    """The text with the digits of every script as ours, however wide or small."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(c, c)) for c in folded)


def _without_others(found: re.Match[str]) -> str:
    """A letter in place of an IBAN or UUID."""
    if found["iban"]:
        packed = found[0].replace(" ", "")
        figures = "".join(str(int(c, 36)) for c in packed[4:] + packed[:4])
        return "x" if int(figures) % 97 == 1 else found[0]
    return "x"


def _numbers(text: str, run: re.Match[str]) -> Iterator[str]:
    """What may be one number within a run of digits and signs."""
    if _is_phone(text, run):
        return
    groups = list(GROUP.finditer(text, run.start(), run.end()))
    yield from (group[0] for group in groups if not _is_id(text, group))
    yield from _alike(text, groups)
    digits = [group[0] for group in groups]
    for first in range(len(digits)):
        number, last = "", first
        while last < len(digits) and len(number) <= LENGTH_MAX:
            number, last = number + digits[last], last + 1
            if last - first > 1 and len(number) >= LENGTH_MIN:
                yield number
            if len(digits[last - 1]) < GROUP_MIN:
                break


def _alike(text: str, groups: list[re.Match[str]]) -> Iterator[str]:
    """The stretches of groups, of whatever size, that the same sign parts."""
    number, sign = "", None
    for one, other in pairwise(groups):
        between = text[one.end() : other.start()]
        if between != sign:
            yield number
            number, sign = one[0], between
        number += other[0]
    yield number


def _is_phone(text: str, run: re.Match[str]) -> bool:
    is_dialled = "+" in text[max(0, run.start() - 2) : run.start()]
    return is_dialled and sum(map(str.isdigit, run[0])) <= PHONE_LENGTH_MAX


def _is_id(text: str, group: re.Match[str]) -> bool:
    """Is it in one word with letters?"""
    before = text[max(0, group.start() - 2) : group.start()]
    return bool(WORD_BEFORE.search(before) or WORD_BEHIND.match(text, group.end()))


def _checks_out(digits: str) -> bool:
    """Luhn's check digit: every second figure from the right counts double."""
    figures = [int(digit) for digit in reversed(digits)]
    doubled = (sum(divmod(2 * figure, 10)) for figure in figures[1::2])
    return (sum(figures[::2]) + sum(doubled)) % 10 == 0
