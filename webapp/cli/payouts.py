"""`payouts run`: automatic payouts that are due, for a daily timer."""

import click
from flask.cli import with_appcontext

from webapp import clock, news
from webapp.access.audit import payout_notes, trail
from webapp.access.audit.events import SYSTEM
from webapp.cli.connection import connected
from webapp.ledger.automatic_payouts import due


@click.group("payouts")
def group() -> None:
    """Automatic payouts."""


@group.command()
@with_appcontext
@connected
def run() -> None:
    """Pay out what is due today (UTC); running it again the same day pays nothing twice."""
    made = 0
    for payout in due.run(clock.now()):
        made += 1
        payout_notes.made(payout, actor=SYSTEM, automatic=True)
        click.echo(f"{payout.id} {payout.account_id} {payout.money}")
    trail.record("payouts.run", payouts=made)
    news.send_all()
    click.echo(f"{made} automatic payouts made")
