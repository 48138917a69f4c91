"""Exact limits: the moments of attempts, and what of a day's quota is used. A frozen copy."""

from peewee import BigIntegerField, CharField, Database, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables anew: what the old one counted was at most a day's attempts."""

    class Limit(Model):
        key = CharField(primary_key=True)
        times = TextField()
        expires_at = BigIntegerField(index=True)

        class Meta:
            database = db
            table_name = "attempt_limit"

    class Quota(Model):
        key = CharField(primary_key=True)
        used = IntegerField()
        expires_at = BigIntegerField(index=True)

        class Meta:
            database = db
            table_name = "quota"

    db.drop_tables([Limit])
    db.create_tables([Limit, Quota])
