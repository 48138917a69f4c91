"""The command line in this process: what it says, on which channel, and how it ends."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.app import make_app
from tests.databases import Databases
from tests.outbox import Outbox
from webapp import database

Command = Callable[..., Result]


@pytest.fixture
def flask(app: Flask) -> Command:
    """Run a command, whatever comes of it: `flask("ledger", "verify").exit_code`."""
    return lambda *arguments: app.test_cli_runner().invoke(args=list(arguments))


@pytest.fixture
def flask_on(app: Flask, outbox: Outbox) -> Callable[[str], Command]:
    """The command line of an app on another database: `flask_on(url)("db", "upgrade")`."""

    def flask_on(url: str) -> Command:
        runner = make_app(url, outbox).test_cli_runner()
        return lambda *arguments: runner.invoke(args=list(arguments))

    return flask_on


@pytest.fixture
def bare_flask(
    engine: str, databases: Databases, flask_on: Callable[[str], Command], tmp_path: Path
) -> Iterator[Command]:
    """The command line on a database without tables."""
    name = f"bare_{tmp_path.name}"[:60]
    yield flask_on(databases.create(engine, name))
    database.db.close_all()
