"""Known devices are found by when they were last seen, to forget those that never come back."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the index."""
    migrator.migrate(migrator.add_index("known_device", ("seen_at",)))
