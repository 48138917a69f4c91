"""More of a platform's brand: a colour for dark pages, hidden panels, and words for lines."""

from peewee import CharField, Database, TextField
from playhouse.migrate import SchemaMigrator

WORDS = ("hidden_panels", "descriptions", "shown_metadata")


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the columns; every page stays as it was."""
    migrator.migrate(
        migrator.add_column("platform", "brand_color_dark", CharField(null=True)),
        *(migrator.add_column("platform", name, TextField(null=True)) for name in WORDS),
    )
