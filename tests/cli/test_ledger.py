"""`ledger verify` finds one unit, `ledger rebuild` mends it, `demo seed` makes what they prove."""

import json
from collections.abc import Callable

import pytest
from click.testing import Result
from peewee import Model

from tests.ledger import naive
from tests.ledger.invariants import check
from webapp import clock
from webapp.accounts.account import Account
from webapp.accounts.api_key import ApiKey
from webapp.ledger.balance import SettledBalance, SettlingBalance, balances
from webapp.ledger.buckets import TypeDay, TypeQuarter
from webapp.ledger.lines.journal import NewLine, record, record_all

Command = Callable[..., Result]


@pytest.fixture
def seeded(flask: Command) -> dict[str, str]:
    """A seller with three hundred lines, as `demo seed --json` names it."""
    return seed(flask, "--transactions", "300")


def seed(flask: Command, *options: str) -> dict[str, str]:
    result = flask("demo", "seed", *options, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, str] = json.loads(result.stdout)
    return found


def test_a_seeded_ledger_is_sound(flask: Command, seeded: dict[str, str]) -> None:
    result = flask("ledger", "verify")
    assert result.exit_code == 0
    assert result.output == "sound: every rollup of 3 accounts equals its lines\n"
    check(Account.get_by_id(seeded["account"]), ["eur"], clock.now())


def test_an_empty_installation_is_sound(flask: Command) -> None:
    assert flask("ledger", "verify").output.startswith("sound: every rollup of 0 accounts")
    assert flask("ledger", "rebuild").output == "rebuilt the rollups of 0 accounts\n"


@pytest.mark.parametrize(
    ("table", "rollup"),
    [
        (SettledBalance, "balance"),
        (SettlingBalance, "balance"),
        (TypeQuarter, "type_quarter"),
        (TypeDay, "type_day"),
    ],
)
def test_one_unit_in_one_row_is_named_and_mended(
    flask: Command, seeded: dict[str, str], table: type[Model], rollup: str
) -> None:
    tomorrow = clock.now() + clock.DAY
    record(seeded["account"], NewLine("charge", 1_000, "eur", available_on=tomorrow))
    row = table.select().where(table.account == seeded["account"]).limit(1).get()
    row.net += 1
    row.save()
    found = flask("ledger", "verify")
    assert found.exit_code == 1
    (named,) = found.stdout.splitlines()
    assert named.startswith(f"{seeded['account']} {rollup} eur ")
    assert "1 rollup rows differ from the lines in 3 accounts" in found.stderr
    assert flask("ledger", "rebuild").output == "rebuilt the rollups of 3 accounts\n"
    assert flask("ledger", "verify").exit_code == 0
    check(Account.get_by_id(seeded["account"]), ["eur"], clock.now())


def test_a_seed_says_how_to_look_at_it(flask: Command, seeded: dict[str, str]) -> None:
    account = Account.get_by_id(seeded["account"])
    assert set(seeded) == {"account", "email", "phone", "test_secret_key", "live_secret_key"}
    assert (seeded["email"], seeded["phone"]) == (account.email, account.phone)
    found = ApiKey.find(seeded["test_secret_key"])
    assert (found.platform, account.livemode) == (account.platform, False)
    assert len(naive.lines_of(account.id)) == 300


def test_a_seed_never_pays_out_more_than_was_there(seeded: dict[str, str]) -> None:
    lines = naive.lines_of(seeded["account"])[::-1]
    for number, line in enumerate(lines):
        if line.type == "payout":
            assert naive.balance(lines[: number + 1], "eur", line.created)[0] >= 0


def test_an_account_can_be_filled_further(flask: Command, seeded: dict[str, str]) -> None:
    more = seed(flask, "--account", seeded["account"], "--transactions", "50")
    assert (more["account"], more["test_secret_key"]) == (seeded["account"], None)
    assert len(naive.lines_of(seeded["account"])) == 350
    assert flask("ledger", "verify").exit_code == 0


def test_a_seed_without_lines_is_a_new_seller(flask: Command) -> None:
    account = Account.get_by_id(seed(flask, "--transactions", "0")["account"])
    assert naive.lines_of(account.id) == []
    assert not balances(account)[0].available


def test_people_are_told_in_words(flask: Command) -> None:
    result = flask("demo", "seed", "--transactions", "1")
    assert "Bella's Bakery is acct_" in result.stdout
    assert "test key is sk_test_" in result.stdout


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--transactions", "-1"], "x>=0"),
        (["--transactions", "many"], "not a valid integer"),
        (["--account", "acct_nobody"], "No such account: acct_nobody"),
    ],
)
def test_a_bad_option_seeds_nothing(flask: Command, options: list[str], sentence: str) -> None:
    result = flask("demo", "seed", *options)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert Account.select().count() == 0


def test_what_was_imported_is_read_for_searches(flask: Command, seeded: dict[str, str]) -> None:
    lines = [NewLine("charge", n, "eur", description=f"Order {n}") for n in range(1, 201)]
    record_all(seeded["account"], lines)
    assert flask("ledger", "index").output == "read the words of 200 lines\n"
    assert flask("ledger", "index").output == "read the words of 0 lines\n"
