"""`db upgrade`: bring the tables to what this version needs."""

import click

from webapp import database


@click.group("db")
def group() -> None:
    """The database's tables."""


@group.command()
def upgrade() -> None:
    """Apply the migrations that are missing."""
    applied = database.upgrade()
    for name in applied:
        click.echo(f"applied {name}")
    if not applied:
        click.echo("nothing to do: the database is up to date")
