"""A card's number gets in nowhere, and numbers of other kinds are not taken for one."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Seller
from webapp.api.card_numbers import holds_card_number

Refused = Callable[..., dict[str, Any]]
# The networks' published test numbers.
CARDS = [
    *("4242424242424242", "4000056655665556", "5555555555554444", "2223003122003222"),
    *("5105105105105100", "378282246310005", "371449635398431", "6011111111111117"),
    *("6011000990139424", "3056930009020004", "36227206271667", "3566002020360505"),
    *("6200000000000005", "6205500000000000004", "4000000000000000006", "6759649826438453"),
]


def spaced(number: str) -> str:
    """As people write it."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


@pytest.mark.parametrize("number", CARDS)
def test_a_card_number_is_known_however_it_is_written(number: str) -> None:
    """J5: bare, in fours, with dashes, within words."""
    forms = (number, spaced(number), spaced(number).replace(" ", "-"), f"card: {number}, thanks")
    assert all(map(holds_card_number, (*forms, f"{number}\n", f"({number})")))


@pytest.mark.parametrize("number", CARDS[:4])
def test_one_wrong_digit_is_no_card_number(number: str) -> None:
    for at in range(len(number)):
        other = str((int(number[at]) + 1) % 10)
        assert not holds_card_number(number[:at] + other + number[at + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        *(
            "ord_4242424242424242",
            "SIRET36227206271667",
            "4242424242424242x",
            "txn-a4242424242424242",
        ),
        *("+4915112345678", "+49 1511 2345 6789 012", "2026-11-23 04:56:07", "1732337767"),
        *("DE89 3704 0044 0532 0130 00", "9780306406157", "00000000000000000000", "1" * 16, ""),
    ],
)
def test_other_numbers_are_no_card_numbers(text: str) -> None:
    assert not holds_card_number(text)


@given(st.text(alphabet="0123456789 -abc+", max_size=80))
def test_any_text_is_either_a_card_number_or_not(text: str) -> None:
    assert holds_card_number(text) in {True, False}


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("path", "fields", "param"),
    [
        ("/v1/charges", {"description": "{card}"}, "description"),
        ("/v1/charges", {"metadata": {"note": "paid by {card}"}}, "metadata[note]"),
        ("/v1/charges", {"metadata": {"{card}": "1"}}, "metadata"),
        ("/v1/charges", {"source": "{card}"}, "source"),
        ("/v1/charges", {"statement_descriptor": "{card}"}, "statement_descriptor"),
        ("/v1/accounts", {"business_profile": {"name": "{card}"}}, "business_profile[name]"),
        ("/v1/accounts", {"individual": {"last_name": "{card}"}}, "individual[last_name]"),
        ("/v1/accounts", {"capabilities": {"{card}": {"requested": True}}}, "capabilities"),
        ("/v1/balance_transactions", {"type": "adjustment", "source": "{card}"}, "source"),
    ],
)
def test_a_card_number_is_refused_wherever_it_is_sent(
    alice: Seller, refused: Refused, path: str, fields: dict[str, Any], param: str
) -> None:
    """J5: 400, with the parameter's name, and without the number."""
    base = {} if path == "/v1/accounts" else {"amount": 100, "currency": "eur"}
    answer = alice.platform_api.request("POST", path, **base, **filled(fields))
    error = refused(answer)
    assert error["param"].startswith(param)
    assert CARDS[0] not in answer.text


def filled(fields: Any) -> Any:
    """The fields with a card's number in its places."""
    if isinstance(fields, dict):
        return {name.format(card=CARDS[0]): filled(value) for name, value in fields.items()}
    if isinstance(fields, list):
        return [filled(value) for value in fields]
    return fields.format(card=CARDS[0]) if isinstance(fields, str) else fields


@pytest.mark.engine("sqlite")
def test_numbers_of_banks_and_offices_may_look_like_a_card_s(alice: Seller) -> None:
    """J5: a bank account's number is taken, and kept but for its last four digits nowhere."""
    told = alice.platform_api.request(
        "POST", f"/v1/accounts/{alice.id}",
        external_account={
            "object": "bank_account", "country": "DE", "currency": "eur",
            "account_number": CARDS[0],
        },
        company={"registration_number": "36227206271667"},
    )  # fmt: skip
    assert told.status_code == 200, told.text
    assert CARDS[0] not in told.text
    assert "4242" in told.text
