"""The last change of each account (a frozen copy of the model), and a way to a revision's lines.

Without the index, who asks for the lines since a revision would read the whole ledger.
"""

from peewee import BigIntegerField, CharField, Database, Model
from playhouse.migrate import SchemaMigrator

REVISIONS = """
CREATE INDEX balance_transaction_account_id_revision
ON balance_transaction (account_id, revision)
"""


class AccountChange(Model):
    """The table as it was at first."""

    account_id = CharField(primary_key=True)
    seq = BigIntegerField(index=True)

    class Meta:
        table_name = "account_change"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make both; no account has changed yet."""
    with db.bind_ctx([AccountChange]):
        db.create_tables([AccountChange])
    db.execute_sql(REVISIONS)
