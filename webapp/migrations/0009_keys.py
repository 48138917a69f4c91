"""Restricted keys and when a key was last used, shut platforms, and five links at a time."""

from peewee import BigIntegerField, Database, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the columns; a link's number takes the place of the account in its index."""
    migrate(
        migrator.add_column("platform", "disabled_at", BigIntegerField(null=True)),
        migrator.add_column("api_key", "permissions", TextField(null=True)),
        migrator.add_column("api_key", "used_at", BigIntegerField(null=True)),
        migrator.add_column("login_link", "replaced_at", BigIntegerField(null=True)),
    )
    # By hand: for a column that is never null the migrator would copy the table, and others
    # point to its rows.
    db.execute_sql("ALTER TABLE login_link ADD COLUMN number BIGINT NOT NULL DEFAULT 0")
    migrate(
        migrator.drop_index("login_link", "loginlink_account_id"),
        migrator.add_index("login_link", ("account_id", "number")),
    )
