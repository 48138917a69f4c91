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
    """Delete links and sign-ins a day after their end, sessions 90 days, devices long unseen."""
    swept = sweep_all()
    entrances = f"{swept.links} links, {swept.sign_ins} sign-ins"
    click.echo(f"deleted {entrances}, {swept.sessions} sessions, {swept.devices} devices")
