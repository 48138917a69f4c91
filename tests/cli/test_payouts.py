"""`payouts run`: what is due today, once, however often the timer goes off."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from peewee import DatabaseProxy

from tests.ledger import naive
from tests.ledger.people import open_seller, own_account
from webapp.accounts.account import Account
from webapp.ledger.lines.journal import NewLine, record
from webapp.ledger.payouts.payout import Payout

Command = Callable[..., Result]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def sellers(db: DatabaseProxy) -> list[Account]:
    """Three sellers who are paid daily, with ten euros each."""
    market = own_account("Market")
    found = [open_seller(market, f"seller{number}") for number in range(3)]
    for seller in found:
        record(seller.id, NewLine("charge", 1_000, "eur"))
    return found


def test_a_second_run_pays_nothing_twice(flask: Command, sellers: list[Account]) -> None:
    first, second = flask("payouts", "run"), flask("payouts", "run")
    *paid, closing = first.stdout.splitlines()
    assert [line.split(" ", 1)[1] for line in paid] == sorted(
        f"{seller.id} 10.00 EUR" for seller in sellers
    )
    assert closing == "3 automatic payouts made"
    assert second.stdout == "0 automatic payouts made\n"
    for seller in sellers:
        assert sum(line.net for line in naive.lines_of(seller.id)) == 0


def test_nothing_is_due_where_nobody_is(flask: Command) -> None:
    assert flask("payouts", "run").output == "0 automatic payouts made\n"


def test_two_runs_at_the_same_time_pay_nothing_twice(
    sellers: list[Account], database_url: str
) -> None:
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 32, "DATABASE_URL": database_url}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "payouts", "run"]
    runs = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    made = [int(run.communicate(timeout=60)[0].splitlines()[-1].split()[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sum(made) == 3
    for seller in sellers:
        assert Payout.select().where(Payout.account == seller.id).count() == 1
