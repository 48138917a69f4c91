"""An installation of before goes on paying out, and says what it had brought forward."""

import pytest
from peewee import DatabaseError
from playhouse.migrations import Runner

from tests.databases import Databases
from tests.ledger.makeup import walk
from tests.migrations.test_types import APRIL_4, BEFORE, LINES, fill
from webapp import clock, database
from webapp.accounts.account import Account
from webapp.ledger.automatic_payouts import makeup
from webapp.ledger.automatic_payouts.due import pay_out_all
from webapp.ledger.lines.journal import NewLine, record
from webapp.ledger.payouts.payout import Payout
from webapp.ledger.rollups import verify

OLD = APRIL_4 + 100 * 600  # when line 100 was created


def old_payout(account: Account) -> Payout:
    """A payout as the table had it, made when a third of the lines were there."""
    return Payout.create(
        account=account,
        id="po_old",
        created=OLD,
        changed_at=OLD,
        amount=99,
        currency="eur",
        arrival_date=OLD,
        status="paid",
        automatic=True,
        balance_transaction="txn_98",
    )


def test_the_first_payout_brings_forward_what_those_of_before_left(
    engine: str, databases: Databases
) -> None:
    db = database.connect(databases.create(engine, "unsettled"))
    try:
        with db.connection_context():
            Runner(db, str(database.MIGRATIONS)).up(BEFORE)
            fill(db)
            Runner(db, str(database.MIGRATIONS)).up()
            account = Account.get_by_id("acct_0")
            assert makeup.window(old_payout(account)) is None
            new = record(account.id, NewLine("charge", 7, "eur"))
            (payout,) = pay_out_all(account, clock.utc_date(clock.now()))
            check(account, payout, new)
            with pytest.raises(DatabaseError, match="never changed"):
                db.execute_sql(
                    "UPDATE balance_transaction SET settles_at = 1 WHERE account_id = 'acct_0'"
                )
    finally:
        database.db.close_all()


def check(account: Account, payout: Payout, new: NewLine) -> None:
    """The lines since the old payout, and the rest in one figure, are all that there was."""
    assert payout.amount == sum(range(LINES)) + 7
    found = makeup.window(payout)
    assert found is not None
    assert (found.after, found.brought_forward) == (OLD, sum(range(101)))
    assert set(walk(found)) == {new.id, *(f"txn_{n}" for n in range(101, LINES))}
    assert verify(account) == []
