"""`secrets reseal`: the step of a change of SECRET_KEY after which the old one can go."""

import click

from webapp import resealing
from webapp.cli.connection import connected


@click.group("secrets")
def group() -> None:
    """What is sealed with SECRET_KEY."""


@group.command()
@connected
def reseal() -> None:
    """Seal everything again with SECRET_KEY, so that what was sealed with a fallback is no more."""
    broken = 0
    for done in resealing.reseal_all():
        broken += done.broken
        click.echo(f"{done.count} × {done.purpose}")
    if broken:
        raise click.ClickException(
            f"{broken} values open with none of the secrets. "
            "Add the secret that sealed them to SECRET_KEY_FALLBACKS and run this again."
        )
    click.echo("sealed: only SECRET_KEY is needed to open what lies in the database")
