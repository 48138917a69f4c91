"""An account's settings, schedule and capabilities: answered whole, in Stripe's shape."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Platform

Refused = Callable[..., dict[str, Any]]
PATH = "/v1/accounts"
pytestmark = pytest.mark.engine("sqlite")


@pytest.mark.parametrize(
    ("said", "anchor", "days"),
    [
        ({"monthly_payout_days": [31, 15]}, 31, [31, 15]),
        ({"monthly_anchor": 7}, 7, [7]),
        ({}, 1, [1]),
    ],
)
def test_a_monthly_schedule_names_its_days(
    acme: Platform, said: dict[str, Any], anchor: int, days: list[int]
) -> None:
    settings = {"payouts": {"schedule": {"interval": "monthly", "delay_days": 4} | said}}
    schedule = acme.api.post(PATH, settings=settings)["settings"]["payouts"]["schedule"]
    assert schedule == {
        "delay_days": 4,
        "interval": "monthly",
        "monthly_anchor": anchor,
        "monthly_payout_days": days,
    }


def test_a_schedule_of_sundays_names_no_day_of_the_banks(acme: Platform) -> None:
    settings = {"payouts": {"schedule": {"interval": "weekly", "weekly_anchor": "sunday"}}}
    schedule = acme.api.post(PATH, settings=settings)["settings"]["payouts"]["schedule"]
    assert (schedule["weekly_anchor"], schedule["weekly_payout_days"]) == ("sunday", [])


def test_settings_that_are_said_in_part_are_answered_whole(acme: Platform) -> None:
    bare = acme.api.post(PATH)["settings"]
    assert not {"bacs_debit_payments", "invoices"} & bare.keys()
    assert "decline_on" not in bare["card_payments"]
    said = {
        "bacs_debit_payments": {"display_name": "Acme"},
        "card_payments": {"decline_on": {"cvc_failure": True}},
        "invoices": {"hosted_payment_method_save": "offer"},
    }
    found = acme.api.post(PATH, settings=said)["settings"]
    assert found["bacs_debit_payments"] == {"display_name": "Acme", "service_user_number": None}
    assert found["card_payments"]["decline_on"] == {"avs_failure": False, "cvc_failure": True}
    assert found["invoices"] == {
        "hosted_payment_method_save": "offer",
        "default_account_tax_ids": None,
    }


def test_a_capability_is_active_once_it_was_requested(acme: Platform) -> None:
    wishes = {"transfers": {"requested": True}, "card_payments": {"requested": False}}
    made = acme.api.post(PATH, capabilities=wishes)
    assert made["capabilities"] == {"transfers": "active", "card_payments": "inactive"}


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ("transfers", "capabilities"),
        ({f"c{n}": {"requested": True} for n in range(101)}, "capabilities"),
        ({"x" * 101: {"requested": True}}, "capabilities"),
        ({"transfers": {"requested": "yes"}}, "capabilities[transfers][requested]"),
    ],
)
def test_capabilities_that_make_no_sense_are_refused(
    acme: Platform, refused: Refused, sent: Any, param: str
) -> None:
    """F3: what a platform may name itself has limits, too."""
    assert refused(acme.api.request("POST", PATH, capabilities=sent))["param"] == param
    assert acme.api.get(PATH)["data"] == []
