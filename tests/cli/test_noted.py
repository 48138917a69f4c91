"""What an operator does is written down with the user of the machine."""

import getpass
from collections.abc import Callable

import pytest

from tests.cast import Platform, Seller
from tests.noted import noted

Cli = Callable[..., str]


def test_a_platform_is_founded_by_somebody(cli: Cli, acme: Platform) -> None:
    """J1: operator acts, keys among them, named by their ends alone."""
    (row,) = noted(cli, "platform.created")
    assert (row["platform_id"], row["actor"], row["ip"]) == (acme.id, "operator", "")
    assert row["agent"] == f"command line of {getpass.getuser()}"
    assert row["request_id"].startswith("cmd_")
    keys = noted(cli, "key.minted")
    assert {row["detail"]["key"][-4:] for row in keys} == {acme.test_key[-4:], acme.live_key[-4:]}
    assert acme.live_key not in str(keys)


def test_a_shut_and_an_open_door_are_noted(cli: Cli, acme: Platform) -> None:
    """J1, D10: the operator's kill switch, in both directions."""
    cli("platform", "disable", acme.id)
    cli("platform", "enable", acme.id)
    assert noted(cli, "platform.disabled")[0]["platform_id"] == acme.id
    assert noted(cli, "platform.enabled")[0]["actor"] == "operator"


def test_automatic_payouts_are_noted_for_each_seller(cli: Cli, alice: Seller) -> None:
    """J1: by the system, not by the operator whose timer ran; and that it ran."""
    alice.platform.api.post(
        "/v1/charges",
        amount=5_000,
        currency="eur",
        source="tok_bypassPending",
        transfer_data={"destination": alice.id},
    )
    cli("payouts", "run")
    (made,) = noted(cli, "payout.created")
    assert (made["account_id"], made["actor"]) == (alice.id, "system")
    assert made["detail"]["automatic"] is True
    assert noted(cli, "payouts.run")[0]["detail"] == {"payouts": 1}


@pytest.mark.engine("sqlite")
def test_what_touches_the_ledger_is_noted(cli: Cli) -> None:
    """J1: a rebuild, and made-up lines."""
    cli("demo", "seed", "--transactions", "5")
    cli("ledger", "rebuild")
    (platform,), (account,) = noted(cli, "platform.created"), noted(cli, "account.created")
    assert (platform["actor"], account["actor"]) == ("operator", "operator")
    assert noted(cli, "demo.seeded")[0]["detail"] == {"transactions": 5}
    assert noted(cli, "ledger.rebuilt")[0]["detail"] == {"accounts": 3}


@pytest.mark.engine("sqlite")
def test_only_looking_is_not_noted(cli: Cli, acme: Platform) -> None:
    before = cli("audit", "show", "--limit", "1000")
    for command in (
        ("audit", "verify"),
        ("ledger", "verify"),
        ("platform", "keys", "list", acme.id),
    ):
        cli(*command)
    assert cli("audit", "show", "--limit", "1000") == before
