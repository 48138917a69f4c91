"""What automatic payouts are made of: when lines settle, and windows. A frozen copy of the models.

A line of before settles when its money is available. Payouts of before keep no window, since
nobody wrote down when a line was recorded; the first one to come brings forward what they left.
"""

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

FROZEN = (
    "account_id, id, created, available_on, type, amount, fee, net, currency, source, revision, "
    "settles_at"
)
SENTENCE = "a ledger line is never changed; write a new line"

SQLITE = f"""
DROP TRIGGER balance_transaction_keep;;
CREATE TRIGGER balance_transaction_keep BEFORE UPDATE OF {FROZEN} ON balance_transaction
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
"""

POSTGRESQL = f"""
DROP TRIGGER balance_transaction_keep ON balance_transaction;;
CREATE TRIGGER balance_transaction_keep BEFORE UPDATE OF {FROZEN} ON balance_transaction
FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()
"""
SETTLE = "UPDATE balance_transaction SET settles_at = available_on WHERE account_id = {mark}"


class Account(Model):
    """The table that the others point to; made by an earlier migration."""

    id = CharField(primary_key=True)

    class Meta:
        table_name = "account"


class PayoutWindow(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    payout = CharField()
    currency = CharField(max_length=3)
    after = BigIntegerField(null=True)
    through = BigIntegerField()
    brought_forward = BigIntegerField()
    left_over = BigIntegerField()

    class Meta:
        table_name = "payout_window"
        primary_key = CompositeKey("account", "payout")
        indexes = ((("account", "currency", "through"), False),)


class PayoutSum(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    payout = CharField()
    type = CharField()
    net = BigIntegerField()
    gross = BigIntegerField()
    fee = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        table_name = "payout_sum"
        primary_key = CompositeKey("account", "payout", "type")


TABLES = [PayoutWindow, PayoutSum]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables, fill the column and guard it."""
    with db.bind_ctx([Account, *TABLES]):
        db.create_tables(TABLES)
    db.execute_sql(
        "ALTER TABLE balance_transaction ADD COLUMN settles_at BIGINT NOT NULL DEFAULT 0"
    )
    for (id_,) in db.execute_sql("SELECT id FROM account").fetchall():
        db.execute_sql(SETTLE.format(mark=db.param), (id_,))
    columns = ("account_id", "currency", "settles_at", "id")
    migrator.migrate(migrator.add_index("balance_transaction", columns))
    guard = SQLITE if isinstance(db, SqliteDatabase) else POSTGRESQL
    for statement in guard.split(";;"):
        db.execute_sql(statement)
