"""`platform disable` and `platform enable`: nobody of a platform is let in for a while."""

import click

from webapp.access import shutting
from webapp.cli.connection import connected
from webapp.cli.platforms import find_platform


@click.command()
@click.argument("platform_id")
@connected
def disable(platform_id: str) -> None:
    """Shut a platform: its keys are refused, its sellers are signed out; nothing is deleted."""
    platform = find_platform(platform_id)
    ended = shutting.shut(platform)
    click.echo(f"{platform.name} ({platform.id}) is shut; {ended.sessions} sessions were ended.")


@click.command()
@click.argument("platform_id")
@connected
def enable(platform_id: str) -> None:
    """Open a platform again: its keys work as before, its sellers sign in anew."""
    platform = find_platform(platform_id)
    shutting.reopen(platform)
    click.echo(f"{platform.name} ({platform.id}) is open again.")
