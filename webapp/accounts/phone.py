"""Mobile numbers: in as people write them, kept as E.164, shown masked."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from webapp.errors import AppError

# Numbers of these types never get codes: they cost the caller or reach no person's pocket.
REFUSED_TYPES = frozenset(
    {
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.PAGER,
        PhoneNumberType.UAN,
        PhoneNumberType.PERSONAL_NUMBER,
        PhoneNumberType.VOICEMAIL,
    }
)
NOWHERE = "001"  # the region of satellite and other networks without a country, +870 to +888
DIGITS_MIN = 4  # of a number that can be dialled at all


class PhoneNumberInvalid(AppError):
    """This number cannot get text messages. Write a mobile number like +4915112345678."""

    code = "phone_number_invalid"


class PhoneNumberRefused(PhoneNumberInvalid):
    """Numbers of this kind, such as toll-free ones, get no text messages. Give a mobile number."""


class CountryNotServed(PhoneNumberRefused):
    """No text messages are sent to numbers of that country. Give a mobile number of another."""


countries: frozenset[str] = frozenset()
"""Where text messages may go at all; empty means everywhere. Set when the app starts."""


def e164(text: str, country: str | None = None) -> str:
    """The number as +4915112345678; `country` helps to read national notation."""
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException as error:
        raise PhoneNumberInvalid(param="phone") from error
    # Numbers without an area code are possible too, but only next door.
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise PhoneNumberInvalid(param="phone")
    if is_refused(number):
        raise PhoneNumberRefused(param="phone")
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    refuse_elsewhere(written)
    return written


def refuse_elsewhere(number: str) -> None:
    """Raise `CountryNotServed` for a number of a country that the operator left out."""
    if countries and _country(number) not in countries:
        raise CountryNotServed(param="phone")


def dial_code(number: str) -> str:
    """The calling code of the number's country, such as 49 or 1."""
    return str(phonenumbers.parse(number).country_code)


def _country(number: str) -> str | None:
    return phonenumbers.region_code_for_number(phonenumbers.parse(number))


def is_refused(number: phonenumbers.PhoneNumber) -> bool:
    """Is it a kind of number that must never be sent a code?"""
    if phonenumbers.region_code_for_country_code(number.country_code or 0) == NOWHERE:
        return True  # the dearest texts of all, and what pumps live on
    if phonenumbers.is_valid_number(number):
        return phonenumbers.number_type(number) in REFUSED_TYPES
    # The network connects a call as soon as it has digits enough: what stands behind is dropped.
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    shortened = (written[:end] for end in range(DIGITS_MIN, len(written)))
    return any(phonenumbers.number_type(_parsed(text)) in REFUSED_TYPES for text in shortened)


def _parsed(text: str) -> phonenumbers.PhoneNumber:
    try:
        return phonenumbers.parse(text)
    except NumberParseException:  # too short to be one
        return phonenumbers.PhoneNumber()


def masked(number: str) -> str:
    """Enough to recognise one's own number: its country and last two digits."""
    parsed = phonenumbers.parse(number)
    return f"+{parsed.country_code} ••• ••• ••{number[-2:]}"
