"""Answers kept for repeated requests. A frozen copy of the model."""

from peewee import (
    BigIntegerField,
    BlobField,
    CharField,
    CompositeKey,
    Database,
    IntegerField,
    Model,
)
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table."""

    class IdempotentRequest(Model):
        account_id = CharField()
        key = CharField()
        created = BigIntegerField()
        fingerprint = CharField()
        request_id = CharField()
        status = IntegerField()
        body = BlobField()

        class Meta:
            database = db
            table_name = "idempotent_request"
            primary_key = CompositeKey("account_id", "key")
            indexes = ((("account_id", "created"), False),)

    db.create_tables([IdempotentRequest])
