"""What sellers are told of, the news that wait, devices that are known; a new address to prove."""

from peewee import (
    BigIntegerField,
    CharField,
    CompositeKey,
    Database,
    ForeignKeyField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


class Account(Model):
    """The table that the others point to; made by an earlier migration."""

    id = CharField(primary_key=True)

    class Meta:
        table_name = "account"


class NotificationChoice(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    event = CharField()
    way = CharField()

    class Meta:
        table_name = "notification_choice"
        primary_key = CompositeKey("account", "event")


class News(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    event = CharField()
    subject = CharField()
    created = BigIntegerField()
    detail = TextField(null=True)

    class Meta:
        table_name = "news"
        primary_key = CompositeKey("account", "event", "subject")


class KnownDevice(Model):
    """The table as it was at first."""

    digest = CharField()
    account = ForeignKeyField(Account, index=False)
    seen_at = BigIntegerField()

    class Meta:
        table_name = "known_device"
        primary_key = CompositeKey("digest", "account")
        indexes = ((("account", "seen_at"), False),)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables; nobody has chosen anything, and no device is known."""
    tables = [NotificationChoice, News, KnownDevice]
    with db.bind_ctx([Account, *tables]):
        db.create_tables(tables)
    migrator.migrate(migrator.add_column("verification", "new_email", CharField(null=True)))
