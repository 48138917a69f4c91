"""More ways to prove who one is, and which a platform allows. A frozen copy of the models."""

from peewee import (
    BigIntegerField,
    BlobField,
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


class Authenticator(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, primary_key=True)
    seed = CharField()
    created = BigIntegerField()
    confirmed_at = BigIntegerField(null=True)
    last_step = BigIntegerField(default=0)
    used_at = BigIntegerField(null=True)

    class Meta:
        table_name = "authenticator"


class RecoveryCode(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    mark = CharField()
    created = BigIntegerField()
    used_at = BigIntegerField(null=True)

    class Meta:
        table_name = "recovery_code"
        primary_key = CompositeKey("account", "mark")


class Passkey(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    id = CharField(max_length=1364)
    public_key = BlobField()
    sign_count = BigIntegerField()
    name = CharField()
    created = BigIntegerField()
    used_at = BigIntegerField(null=True)

    class Meta:
        table_name = "passkey"
        primary_key = CompositeKey("account", "id")


class PasskeyChallenge(Model):
    """The table as it was at first."""

    digest = CharField(primary_key=True)
    bound_to = CharField()
    expires_at = BigIntegerField(index=True)

    class Meta:
        table_name = "passkey_challenge"


TABLES = [Authenticator, RecoveryCode, Passkey, PasskeyChallenge]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables; a platform that has chosen no factors allows all of them."""
    with db.bind_ctx([Account, *TABLES]):
        db.create_tables(TABLES)
    migrator.migrate(migrator.add_column("platform", "factors", TextField(null=True)))
