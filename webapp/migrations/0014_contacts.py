"""Changes of phones and e-mail addresses, holds on payouts, phones that are to be enrolled anew."""

from peewee import BigIntegerField, CharField, CompositeKey, Database, ForeignKeyField, Model
from playhouse.migrate import SchemaMigrator


class Account(Model):
    """The table that the other points to; made by an earlier migration."""

    id = CharField(primary_key=True)

    class Meta:
        table_name = "account"


class ContactChange(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    id = CharField()
    what = CharField()
    by = CharField()
    at = BigIntegerField()
    old = CharField(null=True)

    class Meta:
        table_name = "contact_change"
        primary_key = CompositeKey("account", "id")
        indexes = ((("account", "what", "at"), False),)


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table, and add the columns; no account is held, and no phone was reset."""
    with db.bind_ctx([Account, ContactChange]):
        db.create_tables([ContactChange])
    migrator.migrate(
        migrator.add_column("account", "payouts_held_until", BigIntegerField(null=True)),
        migrator.add_column("account", "phone_reset_at", BigIntegerField(null=True)),
        migrator.add_column("verification", "recovered_at", BigIntegerField(null=True)),
    )
