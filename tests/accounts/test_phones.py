"""Mobile numbers: in as people write them, kept as E.164, shown masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.accounts.phone import PhoneNumberInvalid, e164, masked


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("+49 1511 2345678", None),
        ("+49 (0)1511-2345678", None),
        ("01511 2345678", "DE"),
        ("0049 1511 2345678", "DE"),
        ("  +4915112345678  ", "US"),
    ],
)
def test_one_number_is_kept_in_one_way(text: str, country: str | None) -> None:
    assert e164(text, country) == "+4915112345678"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "hello",
        "01511 2345678",  # of which country?
        "+999 123456",
        "+49 12",
        "+49 900 1234567",  # costs the caller
        "+1 900 234 5678",
        "+49 800 1234567",  # reaches no pocket
        "+4915112345678901234",
        "+49151123\n45678\r\nTo: +1",
    ],
)
def test_what_cannot_get_a_text_message_is_refused(text: str) -> None:
    with pytest.raises(PhoneNumberInvalid) as refused:
        e164(text)
    assert refused.value.param == "phone"


@given(st.text(max_size=40))
def test_any_text_is_either_a_number_or_refused(text: str) -> None:
    try:
        number = e164(text, "DE")
    except PhoneNumberInvalid:
        return
    assert number.startswith("+")
    assert number[1:].isascii()
    assert number[1:].isdigit()


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+4915112345678", "+49 ••• ••• ••78"), ("+15550001111", "+1 ••• ••• ••11")],
)
def test_a_masked_number_shows_its_country_and_last_two_digits(number: str, shown: str) -> None:
    assert masked(number) == shown
