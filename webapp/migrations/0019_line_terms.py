"""Where in time words occur in each ledger's lines. A frozen copy of the model.

All lines that are there are marked as unread; who searches reads them, or `ledger index` does.
"""

from collections.abc import Iterator

from peewee import (
    BigIntegerField,
    CharField,
    CompositeKey,
    Database,
    ForeignKeyField,
    Model,
    SqliteDatabase,
)
from playhouse.migrate import SchemaMigrator

ACCOUNTS_AT_ONCE = 1_000
ACCOUNTS = "SELECT id FROM account WHERE id > {mark} ORDER BY id LIMIT {mark}"
MARK_UNREAD = """
INSERT INTO line_term (account_id, term, span)
SELECT DISTINCT account_id, '?', created / 14400 FROM balance_transaction WHERE account_id = {mark}
"""  # four hours a span


class Account(Model):
    """The table that the other points to; made by an earlier migration."""

    id = CharField(primary_key=True)

    class Meta:
        table_name = "account"


class LineTerm(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    term = CharField()
    span = BigIntegerField()

    class Meta:
        table_name = "line_term"
        primary_key = CompositeKey("account", "term", "span")


class SavedView(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    id = CharField()
    created = BigIntegerField()
    name = CharField()
    query = CharField(max_length=2_000)

    class Meta:
        table_name = "saved_view"
        primary_key = CompositeKey("account", "id")


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables; SQLite keeps the terms in their key's order, and no second tree beside."""
    LineTerm._meta.without_rowid = isinstance(db, SqliteDatabase)
    with db.bind_ctx([Account, LineTerm, SavedView]):
        db.create_tables([LineTerm, SavedView])
    for id_ in _accounts(db):
        db.execute_sql(MARK_UNREAD.format(mark=db.param), (id_,))


def _accounts(db: Database) -> Iterator[str]:
    """All accounts in pieces, each read whole before anything of it is written."""
    sql = ACCOUNTS.format(mark=db.param)
    rows = db.execute_sql(sql, ("", ACCOUNTS_AT_ONCE)).fetchall()
    while rows:
        yield from (id_ for (id_,) in rows)
        rows = db.execute_sql(sql, (rows[-1][0], ACCOUNTS_AT_ONCE)).fetchall()
