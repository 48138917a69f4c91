"""Payouts name the bank account they were sent to, and are found by it."""

from peewee import CharField, Database
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the column; earlier payouts keep their copy of the account in `bank_account`."""
    migrate(
        migrator.add_column("payout", "destination", CharField(null=True)),
        migrator.add_index("payout", ("account_id", "destination", "created", "id"), False),
    )
