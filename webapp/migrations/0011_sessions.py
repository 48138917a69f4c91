"""What a session proved, when, and what that opened; old sessions are found by their end."""

from peewee import BigIntegerField, CharField, Database, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the columns; a session from before proved something at its beginning, but not what."""
    migrator.migrate(
        migrator.add_column("session", "proof", CharField(null=True)),
        migrator.add_column("session", "verified_at", BigIntegerField(null=True)),
        migrator.add_column("session", "reach", TextField(null=True)),
        migrator.add_index("session", ("expires_at",)),
    )
