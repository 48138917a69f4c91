"""`demo seed`: a platform with a busy seller and as many lines as you like, to try things on."""

import json
import random
import sys
from itertools import islice

import click

from webapp import clock
from webapp.access.audit import trail
from webapp.accounts.account import EXPRESS, Account
from webapp.accounts.founding import Founded
from webapp.cli.connection import connected
from webapp.cli.demo_history import history
from webapp.cli.platforms import found
from webapp.ledger.lines import unread
from webapp.ledger.lines.journal import record_all

LINES_DEFAULT = 5_000
LINES_PER_COMMIT = 10_000
YEARS = 3


@click.group("demo")
def group() -> None:
    """Sellers to look at."""


@group.command()
@click.option("--transactions", default=LINES_DEFAULT, show_default=True, type=click.IntRange(0))
@click.option("--account", "account_id", help="An account to fill, instead of a new one.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@connected
def seed(transactions: int, account_id: str | None, as_json: bool) -> None:
    """Write three years of sales, refunds and payouts, and say how to look at them."""
    founded = None if account_id else found("Demo Market")
    account = _seller(founded) if founded else Account.get_or_none(Account.id == account_id)
    if account is None:
        raise click.UsageError(f"No such account: {account_id}")
    if founded:
        trail.record("account.created", account=account, type=account.type)
    _fill(account, transactions)
    trail.record("demo.seeded", account=account, transactions=transactions)
    click.echo(_as_json(account, founded) if as_json else _as_text(account, founded))


def _seller(founded: Founded) -> Account:
    return Account.open(
        founded.platform,
        livemode=False,
        type=EXPRESS,
        email="busy@example.com",
        phone="+4915112345678",
        business_name="Bella's Bakery",
        country="DE",
        default_currency="eur",
        timezone="Europe/Berlin",
        bank_account={"bank_name": "Sparbank", "last4": "6789"},
    )


def _fill(account: Account, transactions: int) -> None:
    """Write the lines in batches, each one transaction, with a bar on the terminal."""
    lines = history(
        random.Random(transactions),  # nosec B311
        count=transactions,
        currency=account.default_currency,
        since=clock.now() - YEARS * 365 * clock.DAY,
        until=clock.now(),
    )
    bar = click.progressbar(
        length=transactions, label="Writing lines", show_pos=True, file=sys.stderr
    )
    with bar:
        while batch := list(islice(lines, LINES_PER_COMMIT)):
            record_all(account.id, batch)
            bar.update(len(batch))
    unread.read_all(account.id)


def _as_json(account: Account, founded: Founded | None) -> str:
    return json.dumps(
        {
            "account": account.id,
            "email": account.email,
            "phone": account.phone,
            "test_secret_key": founded and founded.test_key,
            "live_secret_key": founded and founded.live_key,
        },
        indent=2,
    )


def _as_text(account: Account, founded: Founded | None) -> str:
    text = f"Seller {account.display_name} is {account.id}."
    if founded:
        text += f"\nThe platform's test key is {founded.test_key}"
    return text
