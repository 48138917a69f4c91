"""What a seller chose for her pages: language and theme; without a choice her browser has it."""

from peewee import CharField, Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the columns; nobody has chosen yet."""
    migrator.migrate(
        migrator.add_column("account", "language", CharField(null=True)),
        migrator.add_column("account", "theme", CharField(null=True)),
    )
