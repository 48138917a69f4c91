"""Numbers that cost their caller, or that reach nobody's pocket, are refused at enrolment."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from webapp.accounts import phone
from webapp.accounts.phone import (
    CountryNotServed,
    PhoneNumberInvalid,
    PhoneNumberRefused,
    dial_code,
    e164,
)

ODD = {
    "premium": PhoneNumberType.PREMIUM_RATE,
    "shared cost": PhoneNumberType.SHARED_COST,
    "toll-free": PhoneNumberType.TOLL_FREE,
    "pager": PhoneNumberType.PAGER,
    "company": PhoneNumberType.UAN,
    "personal": PhoneNumberType.PERSONAL_NUMBER,
    "voicemail": PhoneNumberType.VOICEMAIL,
}
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)


def samples(kind: int) -> dict[str, phonenumbers.PhoneNumber]:
    """A number of that kind of each country that has them."""
    found = {region: phonenumbers.example_number_for_type(region, kind) for region in REGIONS}
    return {region: number for region, number in found.items() if number}


def written(number: phonenumbers.PhoneNumber, form: int = PhoneNumberFormat.E164) -> str:
    """As people write it."""
    return phonenumbers.format_number(number, form)


def test_there_are_samples_enough() -> None:
    """C4: at least 200, over all kinds."""
    assert sum(len(samples(kind)) for kind in ODD.values()) >= 500


@pytest.mark.parametrize("code", phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS)
def test_networks_without_a_country_get_no_codes(code: int) -> None:
    """C4: satellites and other international networks, whatever stands behind the dial code."""
    example = phonenumbers.example_number_for_non_geo_entity(code)
    taken = []
    for text in (written(example), f"+{code}13123456", f"+{code}612345678"):
        try:
            taken.append(e164(text, "US"))
        except PhoneNumberInvalid:
            continue
    assert not taken


@pytest.mark.parametrize("name", ODD)
def test_numbers_of_odd_kinds_are_refused_however_they_are_written(name: str) -> None:
    """C4: premium-rate, shared-cost, toll-free, pager and the like, of every country."""
    taken = []
    for region, number in samples(ODD[name]).items():
        forms = (
            (written(number), None),
            (written(number, PhoneNumberFormat.INTERNATIONAL), None),
            (written(number, PhoneNumberFormat.NATIONAL), region),
        )
        for text, country in forms:
            try:
                taken.append((region, text, e164(text, country)))
            except PhoneNumberInvalid:
                continue
    assert not taken


@pytest.mark.parametrize("digits", ["1", "77", "012"])
def test_digits_behind_a_premium_number_do_not_disguise_it(digits: str) -> None:
    """C4: the network connects as soon as it has digits enough."""
    taken = []
    for region, number in samples(PhoneNumberType.PREMIUM_RATE).items():
        try:
            text = e164(written(number) + digits)
        except PhoneNumberInvalid:
            continue
        if text.startswith(written(number)) and not is_ordinary(text):
            taken.append((region, text))
    assert not taken


def is_ordinary(text: str) -> bool:
    """Is the longer number a valid one of an ordinary kind?"""
    number = phonenumbers.parse(text)
    return phonenumbers.is_valid_number(number) and not phone.is_refused(number)


def test_mobile_numbers_of_every_country_are_taken() -> None:
    """C4: nobody is refused who can get a text."""
    for region, number in samples(PhoneNumberType.MOBILE).items():
        assert e164(written(number, PhoneNumberFormat.INTERNATIONAL)) == written(number), region


def test_only_countries_of_the_list_are_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """C4: the operator's list of countries holds within one dial code, too."""
    monkeypatch.setattr(phone, "countries", frozenset({"US", "DE"}))
    mobiles = samples(PhoneNumberType.MOBILE)
    assert e164(written(mobiles["US"]))
    assert e164(written(mobiles["DE"]))
    refused = [region for region in mobiles if region not in {"US", "DE"}]
    for region in refused:
        with pytest.raises(CountryNotServed, match="No text messages are sent to numbers of that"):
            e164(written(mobiles[region]))
    assert {"CA", "JM", "DO", "FR"} <= set(refused)


@given(st.sampled_from(REGIONS))
def test_a_dial_code_is_what_stands_behind_the_plus(region: str) -> None:
    number = phonenumbers.example_number(region)
    assert written(number).startswith(f"+{dial_code(written(number))}")


def test_a_refusal_says_what_to_do() -> None:
    with pytest.raises(PhoneNumberRefused, match="Give a mobile number"):
        e164("+49 900 1234567")
