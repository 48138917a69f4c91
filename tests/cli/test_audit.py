"""`audit show`, `audit verify`, `audit renew`: what the operator sees of the audit log."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from tests.access import tampering
from tests.cast import Seller
from webapp import clock
from webapp.access.audit import chain, trail
from webapp.access.audit.chain import AuditTip
from webapp.caller import Caller, answer_for

Cli = Callable[..., str]
Command = Callable[..., Result]
CANARY = "first\r\n2031-01-01T00:00:00Z\x1b[31m\x00forged\u2028line\u202e\x85end"


def shown(cli: Cli, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in cli("audit", "show", "--json", *options).splitlines()]


def test_the_newest_events_come_first(cli: Cli, alice: Seller, bob: Seller) -> None:
    trail.record("phone.changed", account=alice.id, to="+4915112345678")
    trail.record("email.changed", account=bob.id, to="bob@example.com")
    text = cli("audit", "show", "--account", bob.id)
    assert "email.changed" in text
    assert "to=b•••@example.com" in text
    assert "phone.changed" not in text
    assert shown(cli, "--event", "phone.changed")[0]["detail"] == {"to": "••78"}
    both = shown(cli, "--platform", alice.platform.id)
    assert {alice.id, bob.id} <= {row["account_id"] for row in both}
    assert len(shown(cli, "--limit", "1")) == 1


def test_events_before_a_day_are_left_out(cli: Cli, alice: Seller) -> None:
    trail.record("phone.changed", account=alice.id)
    assert shown(cli, "--account", alice.id, "--since", "2020-01-01")
    assert not shown(cli, "--since", "2100-01-01")


@pytest.mark.engine("sqlite")
def test_an_unknown_event_is_named_with_all_that_are_known(flask: Command) -> None:
    result = flask("audit", "show", "--event", "phone.eaten")
    assert result.exit_code == 2
    assert "phone.changed" in result.output


def test_what_was_said_never_begins_a_line(cli: Cli, alice: Seller) -> None:
    """J3: CR, LF, ANSI, NUL and line separators in every field that a stranger can fill."""
    trail.record("phone.changed", account=alice.id, actor=CANARY, word=CANARY)
    answer_for(Caller(CANARY, CANARY, CANARY))
    trail.record("email.changed", account=alice.id)
    answer_for(Caller())
    text = cli("audit", "show")
    assert len([line for line in text.splitlines() if "phone.changed" in line]) == 1
    assert all(line.isprintable() for line in text.splitlines())
    assert len(text.splitlines()) == len(text.split("\n")) - 1


def test_events_of_a_year_ago_are_still_at_hand(
    cli: Cli, alice: Seller, time_machine: TimeMachineFixture
) -> None:
    """J4: no command and no sweep deletes a row; after thirteen months it is shown and sound."""
    trail.record("phone.changed", account=alice.id)
    time_machine.move_to(clock.now() + 396 * clock.DAY)
    for command in ("payouts run", "ledger rebuild", "sessions end --all", "audit renew"):
        cli(*command.split())
    assert shown(cli, "--event", "phone.changed")
    assert "sound: " in cli("audit", "verify")


def test_a_sound_log_is_called_sound(cli: Cli, alice: Seller) -> None:
    """J2: and the answer says how much was looked at."""
    trail.record("phone.changed", account=alice.id)
    assert "sound: " in cli("audit", "verify")


def test_a_changed_row_is_named_and_fails_the_command(
    flask: Command, alice: Seller, db: DatabaseProxy
) -> None:
    """J2: an operator's timer sees the failure by the exit code."""
    trail.record("phone.changed", account=alice.id)
    with tampering.tampered(db, is_undone=False):
        tampering.change(alice.id, 1, actor="nobody\n", detail="not JSON")
    result = flask("audit", "verify")
    assert result.exit_code == 1
    assert f"{alice.id} row 1: is not what was written\n" in result.output
    assert flask("audit", "show").exit_code == 0
    assert flask("audit", "renew").exit_code == 1


def test_an_older_copy_that_was_put_back_is_found(
    flask: Command, cli: Cli, alice: Seller, db: DatabaseProxy, tmp_path: Path
) -> None:
    """J2: a chain with its own old end is sound by itself, but not by the ends kept elsewhere."""
    trail.record("phone.changed", account=alice.id)
    old_end = AuditTip.select().where(AuditTip.chain == alice.id).dicts().get()
    trail.record("email.changed", account=alice.id)
    kept = tmp_path / "ends.txt"
    kept.write_text(cli("audit", "ends"))
    assert "sound: " in cli("audit", "verify", "--ends", str(kept))
    with tampering.tampered(db, is_undone=False):
        tampering.cut(alice.id, old_end["seq"] + 1, old_end)
    assert "sound: " in cli("audit", "verify")
    result = flask("audit", "verify", "--ends", str(kept))
    assert result.exit_code == 1
    assert f"{alice.id} row {old_end['seq'] + 1}: is missing" in result.output


def test_another_history_by_who_has_the_key_is_found(
    flask: Command, cli: Cli, alice: Seller, db: DatabaseProxy, tmp_path: Path
) -> None:
    """J2: even a whole chain that was written and signed anew, or left out."""
    kept = tmp_path / "ends.txt"
    kept.write_text(cli("audit", "ends") + f"acct_gone 3 {'0' * 64}\n")
    with tampering.tampered(db, is_undone=False):
        tampering.cut(alice.id, 1)
        AuditTip.delete().where(AuditTip.chain == alice.id).execute()
        chain.begin(alice.id)
        tip = chain.held_tip(alice.id)
        assert tip
        row = chain.Entry(1, "account.created", "seller", alice.id, None, "", "", "", "ok", "{}")
        chain.append(row, tip)
    result = flask("audit", "verify", "--ends", str(kept))
    assert f"{alice.id} row 1: is not what it was" in result.output
    assert "acct_gone is missing" in result.output


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("line", ["", "acct_1", "acct_1 x 0", "a b c d", "\x1b[31m 1"])
def test_a_file_that_holds_no_ends_is_refused(
    flask: Command, tmp_path: Path, db: DatabaseProxy, line: str
) -> None:
    kept = tmp_path / "ends.txt"
    kept.write_text(f"{line}\n")
    result = flask("audit", "verify", "--ends", str(kept))
    assert result.exit_code == 2
    assert "no line of `audit ends`" in result.output


def test_the_ends_of_all_chains_are_signed_anew(cli: Cli, alice: Seller) -> None:
    """F7: before an old secret is forgotten."""
    trail.record("phone.changed", account=alice.id)
    assert "signed the ends of" in cli("audit", "renew")
    assert "sound: " in cli("audit", "verify")
