"""`access sweep`: delete what has been over for long."""

import click

from webapp.access.sweep import sweep as sweep_all
from webapp.cli.connection import connected


@click.group("access")
def group() -> None:
    """What let people in."""


@group.command()
@connected
def sweep() -> None:
    """Delete links and sign-ins a day after their end, sessions 90 days after theirs."""
    swept = sweep_all()
    click.echo(f"deleted {swept.links} links, {swept.sign_ins} sign-ins, {swept.sessions} sessions")
