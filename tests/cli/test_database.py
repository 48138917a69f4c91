"""`db upgrade`, and what the other commands say before it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.ports import free_port
from webapp import database
from webapp.database import MIGRATIONS

Command = Callable[..., Result]

COMMANDS = [
    ("demo", "seed"),
    ("ledger", "rebuild"),
    ("ledger", "verify"),
    ("payouts", "run"),
    ("platform", "create", "Acme"),
    ("platform", "keys", "roll", "plat_1"),
]


def test_the_tables_are_made_once(bare_flask: Command) -> None:
    first, second = bare_flask("db", "upgrade"), bare_flask("db", "upgrade")
    names = sorted(path.stem for path in MIGRATIONS.glob("0*.py"))
    assert first.output.splitlines() == [f"applied {name}" for name in names]
    assert second.output == "nothing to do: the database is up to date\n"
    assert first.exit_code == second.exit_code == 0
    assert bare_flask("ledger", "verify").exit_code == 0


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_before_the_upgrade_says_what_to_do(
    bare_flask: Command, arguments: tuple[str, ...]
) -> None:
    result = bare_flask(*arguments)
    assert result.exit_code == 1
    assert result.stderr == "Error: Run first: flask --app wsgi db upgrade\n"
    assert not result.stdout
    assert database.db.get_tables() == []


@pytest.mark.parametrize("arguments", [("db", "upgrade"), *COMMANDS], ids=" ".join)
@pytest.mark.engine("sqlite")
def test_a_database_that_does_not_answer_is_named_without_its_password(
    flask_on: Callable[[str], Command], arguments: tuple[str, ...]
) -> None:
    flask = flask_on(f"postgresql://express:hunter2@127.0.0.1:{free_port()}/express")
    result = flask(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: The database does not answer: ")
    assert "hunter2" not in result.output


@pytest.mark.engine("sqlite")
def test_a_file_that_is_no_database_is_left_as_it_is(
    flask_on: Callable[[str], Command], tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Alice, " * 100)
    result = flask_on(f"sqlite:///{path}")("db", "upgrade")
    assert result.exit_code == 1
    assert "The database does not answer" in result.stderr
    assert path.read_text() == "Dear Alice, " * 100
