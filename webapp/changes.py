"""Changes: which accounts have something new for whoever watches them, told as it is written.

A change belongs to the transaction that makes it: it is told when that is committed, or never.
PostgreSQL tells by itself. Other databases keep the last change of each account in a small table,
one row an account: who watches reads the rows that were numbered since it last looked.
"""

from peewee import BigIntegerField, CharField

from webapp.database import BaseModel, db, is_sqlite

CHANNEL = "express_changes"


class AccountChange(BaseModel):
    """The number of an account's last change; numbers only rise."""

    account_id = CharField(primary_key=True)
    seq = BigIntegerField(index=True)


def announce(account_id: str) -> None:
    """Tell, once this transaction is committed, that the account is not as it was."""
    assert db.in_transaction(), "a change is told by the transaction that makes it"
    db.execute_sql(_NUMBER if is_sqlite() else _NOTIFY, (account_id,))


_NOTIFY = f"SELECT pg_notify('{CHANNEL}', %s)"
# SQLite's writers go one by one, so no two find the same number.
_NUMBER = (
    "INSERT INTO account_change (account_id, seq) "
    "VALUES (?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM account_change)) "
    "ON CONFLICT (account_id) DO UPDATE SET seq = excluded.seq"
)
