"""A hold: for a day after a new phone nobody turns the money elsewhere."""

from datetime import UTC, datetime
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.api.conftest import Refused
from tests.cast import Seller
from webapp.ledger.automatic_payouts import due

MORNING = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)
BANK = {"external_account": {"bank_name": "Bank", "last4": "1234"}}
TURNS: list[tuple[str, dict[str, Any]]] = [
    ("/v1/payouts", {"amount": 100, "currency": "eur"}),
    ("/v1/payouts", {"amount": 100, "currency": "eur", "method": "instant"}),
    ("/v1/accounts/{id}", BANK),
    ("/v1/accounts/{id}", {"settings": {"payouts": {"schedule": {"interval": "manual"}}}}),
    ("/v1/accounts/{id}", {"settings": {"payouts": {"schedule": {"delay_days": 7}}}}),
]


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to(MORNING, tick=False)
    return time_machine


@pytest.fixture
def held(clock: TimeMachineFixture, alice: Seller) -> Seller:
    """Alice with money and a bank account, whose number was changed just now."""
    alice.platform_api.post(f"/v1/accounts/{alice.id}", **BANK)
    alice.api.post("/v1/charges", amount=1_000, currency="eur", source="tok_bypassPending")
    path = f"/v1/accounts/{alice.id}"
    alice.platform_api.post(path, individual={"phone": "+4915112999001"})
    return alice


@pytest.mark.parametrize(("path", "fields"), TURNS)
def test_nothing_turns_the_money_for_a_day(
    held: Seller, clock: TimeMachineFixture, refused: Refused, path: str, fields: dict[str, Any]
) -> None:
    """C12: refused until the last second, with the hour of its end; then it works."""
    path = path.format(id=held.id)
    assert_held(held, path, fields, refused)
    clock.shift(24 * 3600 - 1)
    assert_held(held, path, fields, refused)
    clock.shift(1)
    held.api.post(path, **fields)


def assert_held(seller: Seller, path: str, fields: dict[str, Any], refused: Refused) -> None:
    error = refused(seller.api.request("POST", path, **fields))
    assert error["code"] == "payouts_not_allowed"
    assert "2031-03-05 09:30 UTC" in error["message"]


@pytest.mark.engine("sqlite")
def test_automatic_payouts_go_on(held: Seller, clock: TimeMachineFixture) -> None:
    """C12: to the bank account that is known."""
    (payout,) = due.run(int(MORNING.timestamp()))
    assert payout.account_id == held.id
    assert payout.amount == 1_000


@pytest.mark.engine("sqlite")
def test_what_moves_no_money_goes_on(held: Seller) -> None:
    """C12: a name, words and payments are nobody's danger."""
    held.platform_api.post(
        f"/v1/accounts/{held.id}",
        metadata={"a": "b"},
        settings={"payouts": {"schedule": {"interval": "daily"}}},
    )
    held.api.post("/v1/charges", amount=100, currency="eur", source="tok_visa")


@pytest.mark.engine("sqlite")
def test_another_s_payouts_are_not_held(held: Seller, bob: Seller) -> None:
    bob.api.post("/v1/charges", amount=1_000, currency="eur", source="tok_bypassPending")
    bob.api.post("/v1/payouts", amount=100, currency="eur")
