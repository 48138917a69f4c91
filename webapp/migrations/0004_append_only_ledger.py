"""The ledger only grows: the database itself refuses to change or delete a line's money.

A line's description and metadata may be given other words; no figure hangs on them.
"""

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator

FROZEN = "account_id, id, created, available_on, type, amount, fee, net, currency, source"
SENTENCE = "a ledger line is never changed; write a new line"

SQLITE = f"""
CREATE TRIGGER balance_transaction_keep BEFORE UPDATE OF {FROZEN} ON balance_transaction
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END;
CREATE TRIGGER balance_transaction_stay BEFORE DELETE ON balance_transaction
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END;
"""

POSTGRESQL = f"""
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END; $$;;
CREATE TRIGGER balance_transaction_keep BEFORE UPDATE OF {FROZEN} ON balance_transaction
FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();;
CREATE TRIGGER balance_transaction_stay BEFORE DELETE ON balance_transaction
FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();;
CREATE TRIGGER balance_transaction_fill BEFORE TRUNCATE ON balance_transaction
FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the triggers."""
    is_sqlite = isinstance(db, SqliteDatabase)
    statements = SQLITE.split("END;\n") if is_sqlite else POSTGRESQL.split(";;\n")
    for statement in filter(str.strip, statements):
        db.execute_sql(statement + "END;" if is_sqlite else statement)
