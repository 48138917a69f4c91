"""Commands work on one connection, opened when they begin and closed when they end."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from peewee import DatabaseError

from webapp import database

P = ParamSpec("P")
R = TypeVar("R")


def connected(command: Callable[P, R]) -> Callable[P, R]:
    """Run the command with an open connection, on tables that exist."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            if missing_migrations():
                raise click.ClickException("Run first: flask --app wsgi db upgrade")
            return command(*args, **kwargs)
        finally:
            database.close_connection()

    return run


def missing_migrations() -> list[str]:
    """What is to be applied: the first question to the database, and whether it answers at all."""
    try:
        database.open_connection()
        return database.pending_migrations()
    except DatabaseError as error:
        raise click.ClickException(f"The database does not answer: {error}") from error
