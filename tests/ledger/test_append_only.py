"""The ledger only grows: the database itself refuses whatever would change a line's money."""

import pytest
from peewee import DatabaseError, DatabaseProxy

from tests.ledger import naive
from webapp.accounts.account import Account
from webapp.ledger.lines.journal import BalanceTransaction, NewLine, record, reword

FROZEN = {
    "id": "'txn_other'",
    "account_id": "'acct_other'",
    "created": "created - 1",
    "available_on": "available_on - 1",
    "type": "'payout'",
    "amount": "amount + 1",
    "fee": "fee + 1",
    "net": "net + 1",
    "currency": "'usd'",
    "source": "'ch_other'",
    "revision": "revision + 1",
    "settles_at": "settles_at - 1",
}


def run(db: DatabaseProxy, sql: str, account: Account) -> None:
    db.execute_sql(sql.replace("?", db.param), (account.id,))


@pytest.mark.parametrize("column", FROZEN)
def test_the_database_refuses_to_change_a_line(
    db: DatabaseProxy, alice: Account, line: NewLine, column: str
) -> None:
    sql = f"UPDATE balance_transaction SET {column} = {FROZEN[column]} WHERE account_id = ?"
    before = naive.lines_of(alice.id)
    with pytest.raises(DatabaseError, match="never changed"):
        run(db, sql, alice)
    assert naive.lines_of(alice.id) == before


def test_every_column_of_a_line_is_frozen_but_its_words() -> None:
    assert set(BalanceTransaction._meta.columns) - set(FROZEN) == {"description", "metadata"}


def test_the_database_refuses_to_delete_a_line(
    db: DatabaseProxy, alice: Account, line: NewLine
) -> None:
    with pytest.raises(DatabaseError, match="never changed"):
        run(db, "DELETE FROM balance_transaction WHERE account_id = ?", alice)
    assert len(naive.lines_of(alice.id)) == 1


@pytest.mark.engine("sqlite")
def test_the_database_refuses_to_replace_a_line(
    db: DatabaseProxy, alice: Account, line: NewLine
) -> None:
    copy = "SELECT account_id, id, created, available_on, type, 1, 0, 1, currency, description,"
    copy += " source, metadata, revision, settles_at FROM balance_transaction WHERE account_id = ?"
    before = naive.lines_of(alice.id)
    with pytest.raises(DatabaseError, match="never changed"):
        run(db, f"INSERT OR REPLACE INTO balance_transaction {copy}", alice)
    assert naive.lines_of(alice.id) == before


@pytest.mark.engine("postgresql")
def test_the_database_refuses_to_empty_the_ledger(
    db: DatabaseProxy, alice: Account, line: NewLine
) -> None:
    with pytest.raises(DatabaseError, match="never changed"):
        db.execute_sql("TRUNCATE balance_transaction")
    assert len(naive.lines_of(alice.id)) == 1


def test_a_line_gets_other_words_and_keeps_its_figures(alice: Account, line: NewLine) -> None:
    before = naive.lines_of(alice.id)
    reword(alice.id, line.id, "Other words", {"order": "6"})
    kept = BalanceTransaction.get(
        BalanceTransaction.account == alice.id, BalanceTransaction.id == line.id
    )
    assert (kept.description, kept.metadata) == ("Other words", {"order": "6"})
    assert naive.lines_of(alice.id) == before


def test_anothers_line_of_the_same_id_keeps_its_words(
    alice: Account, bob: Account, line: NewLine
) -> None:
    record(bob.id, NewLine("charge", 1, "eur", description="Bob's", id=line.id))
    reword(alice.id, line.id, "Alice's", None)
    kept = BalanceTransaction.get(
        BalanceTransaction.account == bob.id, BalanceTransaction.id == line.id
    )
    assert kept.description == "Bob's"
