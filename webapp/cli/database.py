"""`db upgrade`: bring the tables to what this version needs."""

import click

from webapp import database
from webapp.cli.connection import missing_migrations


@click.group("db")
def group() -> None:
    """The database's tables."""


@group.command()
def upgrade() -> None:
    """Apply the migrations that are missing."""
    try:
        applied = database.upgrade() if missing_migrations() else []
    finally:
        database.close_connection()
    for name in applied:
        click.echo(f"applied {name}")
    if not applied:
        click.echo("nothing to do: the database is up to date")
