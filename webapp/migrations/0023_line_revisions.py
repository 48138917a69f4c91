"""A line keeps the account's revision that recorded it: what an export of one moment holds on to.

The database refuses to change that, too, as it does a line's money.
"""

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator

FROZEN = "account_id, id, created, available_on, type, amount, fee, net, currency, source, revision"
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


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the column, empty for the lines of before; then guard it."""
    db.execute_sql("ALTER TABLE balance_transaction ADD COLUMN revision BIGINT")
    guard = SQLITE if isinstance(db, SqliteDatabase) else POSTGRESQL
    for statement in guard.split(";;"):
        db.execute_sql(statement)
