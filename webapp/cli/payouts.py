"""`payouts run`: automatic payouts that are due, for a daily timer."""

import click

from webapp import clock
from webapp.cli.connection import connected
from webapp.ledger import automatic_payouts


@click.group("payouts")
def group() -> None:
    """Automatic payouts."""


@group.command()
@connected
def run() -> None:
    """Pay out what is due today (UTC); running it again the same day pays nothing twice."""
    made = 0
    for payout in automatic_payouts.run(clock.now()):
        made += 1
        click.echo(f"{payout.id} {payout.account_id} {payout.money}")
    click.echo(f"{made} automatic payouts made")
