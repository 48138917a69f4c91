"""Commands work on one connection, opened when they begin and closed when they end."""

import getpass
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from peewee import DatabaseError

from webapp import caller, database, ids
from webapp.access.audit import trail

P = ParamSpec("P")
R = TypeVar("R")


def connected(command: Callable[P, R]) -> Callable[P, R]:
    """Run the command with an open connection, on tables that exist; the audit log knows whose."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            if missing_migrations():
                raise click.ClickException("Run first: flask --app wsgi db upgrade")
            caller.answer_for(operator())
            return command(*args, **kwargs)
        finally:
            trail.write_waiting()
            caller.answer_for(caller.Caller())
            database.close_connection()

    return run


def operator() -> caller.Caller:
    """Whoever is logged in on this machine, with a number for what one command does."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        name = "unknown"
    agent = f"command line of {name}"
    return caller.Caller(agent=agent, request_id=ids.new("cmd"), is_command=True)


def missing_migrations() -> list[str]:
    """What is to be applied: the first question to the database, and whether it answers at all."""
    try:
        database.open_connection()
        return database.pending_migrations()
    except DatabaseError as error:
        raise click.ClickException(f"The database does not answer: {error}") from error
