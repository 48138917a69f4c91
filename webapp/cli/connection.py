"""Commands work on one connection, opened when they begin and closed when they end."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from peewee import OperationalError, ProgrammingError

from webapp import database

P = ParamSpec("P")
R = TypeVar("R")


def connected(command: Callable[P, R]) -> Callable[P, R]:
    """Run the command with an open connection, on tables that exist."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with database.db.connection_context():
            try:
                missing = database.pending_migrations()
            except (OperationalError, ProgrammingError) as error:
                raise click.ClickException(f"The database does not answer: {error}") from error
            if missing:
                raise click.ClickException("Run first: flask --app wsgi db upgrade")
            return command(*args, **kwargs)

    return run
