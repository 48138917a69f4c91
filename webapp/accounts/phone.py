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
        PhoneNumberType.VOICEMAIL,
    }
)


class PhoneNumberInvalid(AppError):
    """This number cannot get text messages. Write a mobile number like +4915112345678."""

    code = "phone_number_invalid"


class PhoneNumberRefused(PhoneNumberInvalid):
    """Numbers of this kind, such as toll-free ones, get no text messages. Give a mobile number."""


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
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def is_refused(number: phonenumbers.PhoneNumber) -> bool:
    """Is it a kind of number that must never be sent a code?"""
    return phonenumbers.number_type(number) in REFUSED_TYPES


def masked(number: str) -> str:
    """Enough to recognise one's own number: its country and last two digits."""
    parsed = phonenumbers.parse(number)
    return f"+{parsed.country_code} ••• ••• ••{number[-2:]}"
