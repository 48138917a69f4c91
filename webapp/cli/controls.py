"""`platform controls`: what a platform lets its sellers do with their payouts by themselves."""

import click

from webapp.access.audit import trail
from webapp.accounts.payout_controls import CONTROLS, NONE, PayoutControls
from webapp.cli.connection import connected
from webapp.cli.platforms import find_platform
from webapp.database import db


@click.command()
@click.argument("platform_id")
@click.option(
    "--allow",
    multiple=True,
    type=click.Choice([*CONTROLS, NONE]),
    help="What they may do; repeat it. It replaces all that was allowed; `none` allows nothing.",
)
@connected
def controls(platform_id: str, allow: tuple[str, ...]) -> None:
    """Let sellers pay out by themselves, or change their payout schedule; without --allow, tell."""
    platform = find_platform(platform_id)
    if allow:
        with db.atomic():
            allowed = PayoutControls.set(platform.id, allow)
            said = ", ".join(allowed) or NONE
            trail.record("platform.changed", platform=platform, changed="controls", controls=said)
    known = PayoutControls.of(platform.id)
    click.echo(f"Sellers of {platform.name} may: {', '.join(known) or NONE}")
