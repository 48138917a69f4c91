"""Sent codes know which secret they were made with, and are right by that alone."""

from peewee import CharField, Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the column; codes under way go on if the secret has not changed meanwhile."""
    migrator.migrate(migrator.add_column("sent_code", "made_by", CharField(null=True)))
