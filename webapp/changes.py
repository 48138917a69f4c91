"""Changes: which accounts have something new for whoever watches them, told as it is written.

A change belongs to the transaction that makes it: it is told when that is committed, or never.
PostgreSQL tells by itself. Other databases keep the last change of each account in a small table,
one row an account; who watches reads the rows that changed since it last looked. It is one look
for all accounts, so it names none: on CockroachDB it goes by an index that all machines share.
"""

from peewee import BigIntegerField, CharField

from webapp.database import BaseModel, db, is_cockroach, is_sqlite

CHANNEL = "express_changes"


class AccountChange(BaseModel):
    """When an account last changed: a number that rises, on CockroachDB the milliseconds."""

    account_id = CharField(primary_key=True)
    seq = BigIntegerField(index=True)


def announce(account_id: str) -> None:
    """Tell, once this transaction is committed, that the account is not as it was."""
    assert db.in_transaction(), "a change is told by the transaction that makes it"
    if is_sqlite():
        db.execute_sql(_NUMBER, (account_id,))
    elif is_cockroach():
        db.execute_sql(_DATE, (account_id,))
    else:
        db.execute_sql(_NOTIFY, (account_id,))


def told_by_returning(column: str) -> str:
    """What makes a statement's own RETURNING announce the account whose id this column holds.

    It spares PostgreSQL a question of its own; nothing where only `announce` will do.
    """
    return "" if is_sqlite() or is_cockroach() else f", pg_notify('{CHANNEL}', {column})"


_NOTIFY = f"SELECT pg_notify('{CHANNEL}', %s)"
_KEEP = (
    "INSERT INTO account_change (account_id, seq) VALUES ({mark}, {seq}) "
    "ON CONFLICT (account_id) DO UPDATE SET seq = excluded.seq"
)
# SQLite's writers go one by one, so no two find the same number.
_NUMBER = _KEEP.format(mark="?", seq="(SELECT COALESCE(MAX(seq), 0) + 1 FROM account_change)")
# CockroachDB's do not, and a number that all of them count on would make them.
_DATE = _KEEP.format(mark="%s", seq="(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::INT8")
