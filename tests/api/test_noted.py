"""What a platform does by its key is written down with the key's hint, in the same transaction."""

from collections.abc import Callable

import pytest

from tests.cast import Seller
from tests.noted import noted

Cli = Callable[..., str]
BANK = {"object": "bank_account", "account_number": "000123456789", "country": "DE"}


@pytest.fixture
def rich(alice: Seller) -> Seller:
    """Alice, with money that can be paid out."""
    alice.platform.api.post(
        "/v1/charges",
        amount=9_000,
        currency="eur",
        source="tok_bypassPending",
        transfer_data={"destination": alice.id},
    )
    return alice


def test_a_payouts_life_is_noted(cli: Cli, rich: Seller) -> None:
    """J1: payout acts: made, called back, marked, with the amount and the key that did it."""
    first = rich.api.post("/v1/payouts", amount=1_000, currency="eur")
    rich.api.post(f"/v1/payouts/{first['id']}/cancel")
    second = rich.api.post("/v1/payouts", amount=2_000, currency="eur")
    rich.api.post(f"/v1/payouts/{second['id']}/mark", status="paid")
    made = noted(cli, "payout.created", account_id=rich.id)
    assert [(row["detail"]["payout"], row["detail"]["amount"]) for row in made] == [
        (first["id"], 1_000),
        (second["id"], 2_000),
    ]
    assert made[0]["actor"] == f"key sk_test_…{rich.platform.test_key[-4:]}"
    assert noted(cli, "payout.canceled")[0]["detail"]["payout"] == first["id"]
    assert noted(cli, "payout.marked")[0]["detail"]["status"] == "paid"


def test_a_payout_that_failed_leaves_no_row(cli: Cli, rich: Seller) -> None:
    """J1: the row belongs to the payout's transaction."""
    assert rich.api.request("POST", "/v1/payouts", amount=99_999_999, currency="eur").status_code
    assert not noted(cli, "payout.created")


def test_a_replayed_request_is_noted_once(cli: Cli, rich: Seller) -> None:
    """G1, J1: an idempotent replay does nothing, so it says nothing."""
    headers = {
        "Authorization": f"Bearer {rich.platform.test_key}",
        "Stripe-Account": rich.id,
        "Idempotency-Key": "once",
    }
    for _ in range(3):
        rich.platform.client.post(
            "/v1/payouts", data={"amount": 500, "currency": "eur"}, headers=headers
        )
    assert len(noted(cli, "payout.created")) == 1


def test_what_a_thief_would_change_is_noted(cli: Cli, alice: Seller) -> None:
    """J1: e-mail, bank account and schedule; masked, and only if they really change."""
    address = f"/v1/accounts/{alice.id}"
    api = alice.platform_api
    api.post(address, email="eve@example.com")
    api.post(address, email="eve@example.com", business_profile={"name": "Same address"})
    api.post(address, external_account=BANK)
    api.post(address, settings={"payouts": {"schedule": {"interval": "manual"}}})
    assert [row["detail"]["to"] for row in noted(cli, "email.changed")] == ["e•••@example.com"]
    (bank,) = noted(cli, "bank_account.changed")
    assert bank["detail"]["last4"] == "6789"
    assert "000123456789" not in str(bank)
    (schedule,) = noted(cli, "payout_schedule.changed")
    assert schedule["detail"]["interval"] == "manual"


def test_an_accounts_first_and_last_day_are_noted(cli: Cli, alice: Seller) -> None:
    """J1: opened and closed, each by which key."""
    alice.platform_api.request("DELETE", f"/v1/accounts/{alice.id}")
    for event in ("account.created", "account.closed"):
        (row,) = noted(cli, event)
        assert row["account_id"] == alice.id
        assert row["platform_id"] == alice.platform.id
        assert row["actor"].startswith("key sk_test_")


def test_an_account_has_its_own_chain_under_its_platforms(cli: Cli, alice: Seller) -> None:
    """J2: the platform's chain names each account's, the system's each platform's."""
    opened = {row["detail"]["chain"]: row["chain"] for row in noted(cli, "audit.opened")}
    assert opened[alice.id] == alice.platform.id
    assert opened[alice.platform.id] == "system"


def test_a_payout_during_a_hold_is_noted(cli: Cli, rich: Seller) -> None:
    """J1, C12: the refusal, though its transaction is undone."""
    rich.platform_api.post(f"/v1/accounts/{rich.id}", individual={"phone": "+4915112999002"})
    rich.api.request("POST", "/v1/payouts", amount=100, currency="eur")
    (row,) = noted(cli, "payouts.held")
    assert (row["account_id"], row["result"]) == (rich.id, "refused")
    assert noted(cli, "hold.placed", account_id=rich.id)
    (changed,) = noted(cli, "phone.changed", account_id=rich.id)
    assert "+4915112999002" not in str(changed)
