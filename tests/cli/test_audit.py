"""`audit show`, `audit verify`, `audit renew`: what the operator sees of the audit log."""

import json
from collections.abc import Callable

import pytest
from click.testing import Result
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from tests.access import tampering
from tests.cast import Seller
from webapp import clock
from webapp.access import audit
from webapp.caller import Caller, answer_for

Cli = Callable[..., str]
Command = Callable[..., Result]
CANARY = "first\r\n2031-01-01T00:00:00Z\x1b[31m\x00forged\u2028line\u202e\x85end"


def shown(cli: Cli, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in cli("audit", "show", "--json", *options).splitlines()]


def test_the_newest_events_come_first(cli: Cli, alice: Seller, bob: Seller) -> None:
    audit.record("phone.changed", account=alice.id, to="+4915112345678")
    audit.record("email.changed", account=bob.id, to="bob@example.com")
    text = cli("audit", "show", "--account", bob.id)
    assert "email.changed" in text
    assert "to=b•••@example.com" in text
    assert "phone.changed" not in text
    assert shown(cli, "--event", "phone.changed")[0]["detail"] == {"to": "••78"}
    both = shown(cli, "--platform", alice.platform.id)
    assert {alice.id, bob.id} <= {row["account_id"] for row in both}
    assert len(shown(cli, "--limit", "1")) == 1


def test_events_before_a_day_are_left_out(cli: Cli, alice: Seller) -> None:
    audit.record("phone.changed", account=alice.id)
    assert shown(cli, "--account", alice.id, "--since", "2020-01-01")
    assert not shown(cli, "--since", "2100-01-01")


@pytest.mark.engine("sqlite")
def test_an_unknown_event_is_named_with_all_that_are_known(flask: Command) -> None:
    result = flask("audit", "show", "--event", "phone.eaten")
    assert result.exit_code == 2
    assert "phone.changed" in result.output


def test_what_was_said_never_begins_a_line(cli: Cli, alice: Seller) -> None:
    """J3: CR, LF, ANSI, NUL and line separators in every field that a stranger can fill."""
    audit.record("phone.changed", account=alice.id, actor=CANARY, word=CANARY)
    answer_for(Caller(CANARY, CANARY, CANARY))
    audit.record("email.changed", account=alice.id)
    answer_for(Caller())
    text = cli("audit", "show")
    assert len([line for line in text.splitlines() if "phone.changed" in line]) == 1
    assert all(line.isprintable() for line in text.splitlines())
    assert len(text.splitlines()) == len(text.split("\n")) - 1


def test_events_of_a_year_ago_are_still_at_hand(
    cli: Cli, alice: Seller, time_machine: TimeMachineFixture
) -> None:
    """J4: no command and no sweep deletes a row; after thirteen months it is shown and sound."""
    audit.record("phone.changed", account=alice.id)
    time_machine.move_to(clock.now() + 396 * clock.DAY)
    for command in ("payouts run", "ledger rebuild", "sessions end --all", "audit renew"):
        cli(*command.split())
    assert shown(cli, "--event", "phone.changed")
    assert "sound: " in cli("audit", "verify")


def test_a_sound_log_is_called_sound(cli: Cli, alice: Seller) -> None:
    """J2: and the answer says how much was looked at."""
    audit.record("phone.changed", account=alice.id)
    assert "sound: " in cli("audit", "verify")


def test_a_changed_row_is_named_and_fails_the_command(
    flask: Command, alice: Seller, db: DatabaseProxy
) -> None:
    """J2: an operator's timer sees the failure by the exit code."""
    audit.record("phone.changed", account=alice.id)
    with tampering.tampered(db, is_undone=False):
        tampering.change(alice.id, 1, actor="nobody\n", detail="not JSON")
    result = flask("audit", "verify")
    assert result.exit_code == 1
    assert f"{alice.id} row 1: is not what was written\n" in result.output
    assert flask("audit", "show").exit_code == 0
    assert flask("audit", "renew").exit_code == 1


def test_the_ends_of_all_chains_are_signed_anew(cli: Cli, alice: Seller) -> None:
    """F7: before an old secret is forgotten."""
    audit.record("phone.changed", account=alice.id)
    assert "signed the ends of" in cli("audit", "renew")
    assert "sound: " in cli("audit", "verify")
