"""Several processes at one balance, as gunicorn's workers are: together they pay what there is."""

import os
import subprocess
import sys
from pathlib import Path

from tests.ledger import naive
from tests.ledger.invariants import check
from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger.lines.journal import NewLine, record

ROOT = Path(__file__).parents[2]

PAY_IN_A_PROCESS = """
import sys
from webapp import database
from webapp.accounts.account import Account
from webapp.ledger.payouts.refusals import BalanceInsufficient
from webapp.ledger.payouts.payout import pay_out
from webapp.money import Money
database.connect(sys.argv[1])
with database.db.connection_context():
    account, made = Account.get_by_id(sys.argv[2]), 0
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(20):
        try:
            pay_out(account, Money(90, "eur"))
            made += 1
        except BalanceInsufficient:
            pass
print(made)
"""


def start_paying(database_url: str, account: Account) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PAY_IN_A_PROCESS, database_url, account.id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
    )


def test_processes_pay_out_no_more_than_there_is(alice: Account, database_url: str) -> None:
    record(alice.id, NewLine("charge", 1_000, "eur"))
    payers = [start_paying(database_url, alice) for _ in range(4)]
    for payer in payers:
        assert payer.stdout
        assert payer.stdout.readline() == "ready\n"
    for payer in payers:
        assert payer.stdin
        payer.stdin.write("go\n")
        payer.stdin.flush()
    made = [int(payer.communicate(timeout=60)[0]) for payer in payers]
    assert sum(made) == 11
    assert sum(line.net for line in naive.lines_of(alice.id)) == 10
    check(alice, ["eur"], clock.now())
