"""`ledger verify`, `ledger rebuild`, `ledger index`: prove, or make anew, what lines say."""

import click

from webapp.access.audit import trail
from webapp.cli.connection import connected
from webapp.ledger import rollups
from webapp.ledger.lines import unread


@click.group("ledger")
def group() -> None:
    """The ledger's rollups."""


@group.command()
@connected
def verify() -> None:
    """Rebuild every rollup from the lines in memory; exit 1 and name each difference."""
    checked = drifts = 0
    for account in rollups.accounts():
        checked += 1
        for drift in rollups.verify(account):
            drifts += 1
            click.echo(str(drift))
    if drifts:
        raise click.ClickException(
            f"{drifts} rollup rows differ from the lines in {checked} accounts"
        )
    click.echo(f"sound: every rollup of {checked} accounts equals its lines")


@group.command()
@connected
def rebuild() -> None:
    """Write every rollup anew from the lines."""
    count = 0
    for account in rollups.accounts():
        rollups.rebuild(account)
        count += 1
    trail.record("ledger.rebuilt", accounts=count)
    click.echo(f"rebuilt the rollups of {count} accounts")


@group.command()
@connected
def index() -> None:
    """Read the words of lines that were imported by the thousand, so that searches are quick."""
    count = sum(unread.read_all(account.id) for account in rollups.accounts())
    click.echo(f"read the words of {count} lines")
