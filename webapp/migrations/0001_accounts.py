"""Who: platforms, their origins and keys, and accounts. A frozen copy of the models."""

from peewee import (
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    CompositeKey,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
)
from playhouse.migrate import SchemaMigrator

from webapp.database import JSONText


class Platform(Model):
    """The table as it was at first."""

    id = CharField(primary_key=True)
    name = CharField()
    brand_color = CharField(default="#3b5bdb")
    icon = BlobField(null=True)
    icon_type = CharField(null=True)
    refresh_url = CharField(null=True)
    created = BigIntegerField()

    class Meta:
        table_name = "platform"


class PlatformOrigin(Model):
    """The table as it was at first."""

    platform = ForeignKeyField(Platform, index=False)
    origin = CharField()

    class Meta:
        table_name = "platform_origin"
        primary_key = CompositeKey("platform", "origin")


class ApiKey(Model):
    """The table as it was at first."""

    digest = CharField(primary_key=True)
    platform = ForeignKeyField(Platform)
    livemode = BooleanField()
    hint = CharField()
    created = BigIntegerField()
    revoked_at = BigIntegerField(null=True)

    class Meta:
        table_name = "api_key"


class Account(Model):
    """The table as it was at first."""

    id = CharField(primary_key=True)
    platform = ForeignKeyField(Platform, index=False)
    livemode = BooleanField()
    is_platform = BooleanField(default=False)
    type = CharField()
    created = BigIntegerField()
    deleted_at = BigIntegerField(null=True)
    email = CharField(null=True)
    phone = CharField(null=True)
    business_name = CharField(null=True)
    first_name = CharField(null=True)
    last_name = CharField(null=True)
    country = CharField()
    default_currency = CharField()
    timezone = CharField(default="Etc/UTC")
    payout_interval = CharField(default="daily")
    payout_anchors = JSONText(null=True)
    delay_days = IntegerField(default=2)
    bank_account = JSONText(null=True)
    details = JSONText(null=True)
    metadata = JSONText(null=True)
    revision = BigIntegerField(default=0)

    class Meta:
        table_name = "account"
        indexes = ((("platform", "livemode", "created", "id"), False), (("email",), False))


TABLES = [Platform, PlatformOrigin, ApiKey, Account]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables."""
    with db.bind_ctx([*TABLES]):
        db.create_tables(TABLES)
