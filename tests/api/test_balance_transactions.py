"""Dated lines: one or a thousand, all of them or none."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Seller
from webapp import clock

Refused = Callable[..., dict[str, Any]]
PATH = "/v1/balance_transactions"
LINE: dict[str, Any] = {"type": "charge", "amount": 1_000, "currency": "eur"}


def test_a_line_says_all_that_was_said_of_it(alice: Seller) -> None:
    given = LINE | {
        "fee": 30,
        "created": 1_600_000_000,
        "available_on": 1_600_100_000,
        "description": "Bestellung – Käse 🧀",
        "source": "order-7",
        "metadata": {"order": "7"},
    }
    made = alice.api.post(PATH, **given)
    assert made == alice.api.get(f"{PATH}/{made['id']}")
    assert made == alice.api.get(PATH)["data"][0]
    assert {name: made[name] for name in given} == given
    assert (made["net"], made["status"], made["reporting_category"]) == (970, "available", "charge")
    assert made["fee_details"][0]["amount"] == 30


def test_a_line_without_dates_is_of_now_and_available(alice: Seller) -> None:
    made = alice.api.post(PATH, **LINE)
    assert abs(made["created"] - clock.now()) < 60
    assert made["available_on"] == made["created"]
    assert alice.api.get("/v1/balance")["available"][0]["amount"] == 1_000


def test_an_unheard_of_type_is_kept(alice: Seller) -> None:
    made = alice.api.post(PATH, **LINE | {"type": "carbon_offset"})
    assert (made["type"], made["reporting_category"]) == ("carbon_offset", "other_adjustment")


def test_several_lines_are_answered_in_their_order(alice: Seller) -> None:
    made = alice.api.post(PATH, lines=[LINE | {"amount": n} for n in (3, -2, 1)])
    assert (made["object"], made["has_more"]) == ("list", False)
    assert [line["amount"] for line in made["data"]] == [3, -2, 1]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("lines", "param"),
    [
        ([], None),
        ([LINE] * 1_001, "lines"),
        ([LINE, LINE | {"amount": "x"}], "lines[1][amount]"),
        ([LINE, LINE | {"colour": "red"}], "lines[1][colour]"),
        ([LINE, {"type": "charge", "currency": "eur"}], "lines[1][amount]"),
        ([LINE, LINE | {"created": 5}], "lines[1][created]"),
        ([LINE, LINE | {"created": 4_000_000_000}], "lines[1][created]"),
        ([LINE, LINE | {"available_on": 10**12}], "lines[1][available_on]"),
        ([LINE, LINE | {"amount": 10**12}], "lines[1][amount]"),
        ([LINE, LINE | {"type": "Not A Type"}], "lines[1][type]"),
        ([LINE, "text"], "lines[1]"),
    ],
)
def test_one_bad_line_refuses_all(
    alice: Seller, refused: Refused, lines: list[Any], param: str | None
) -> None:
    error = refused(alice.api.request("POST", PATH, lines=lines))
    assert param is None or error["param"] == param
    assert alice.api.get(PATH)["data"] == []


def test_one_line_and_many_exclude_each_other(alice: Seller, refused: Refused) -> None:
    error = refused(alice.api.request("POST", PATH, lines=[LINE], amount=5))
    assert error["code"] == "parameters_exclusive"


def test_a_line_is_never_changed_or_deleted(alice: Seller, refused: Refused) -> None:
    made = alice.api.post(PATH, **LINE)
    refused(alice.api.request("POST", f"{PATH}/{made['id']}", amount=5), 405)
    refused(alice.api.request("DELETE", f"{PATH}/{made['id']}"), 405)
