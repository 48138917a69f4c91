"""Where a sign-in is to lead, and the language that the page around its frame asked for."""

from peewee import CharField, Database, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the columns; whoever is on the way in or inside is so without them."""
    migrator.migrate(
        migrator.add_column("verification", "place", TextField(null=True)),
        migrator.add_column("verification", "language", CharField(null=True)),
        migrator.add_column("session", "language", CharField(null=True)),
    )
