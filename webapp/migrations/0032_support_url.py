"""Platforms say where their sellers get help."""

from peewee import CharField, Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the column; whoever gave none has none."""
    migrator.migrate(migrator.add_column("platform", "support_url", CharField(null=True)))
