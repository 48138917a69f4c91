"""Trust: login links, pending logins, sessions and limits. A frozen copy of the models."""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    Database,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
)
from playhouse.migrate import SchemaMigrator


class Account(Model):
    """The table that the others point to; made by an earlier migration."""

    id = CharField(primary_key=True)

    class Meta:
        table_name = "account"


class LoginLink(Model):
    """The table as it was at first."""

    digest = CharField(primary_key=True)
    account = ForeignKeyField(Account)
    created = BigIntegerField()
    expires_at = BigIntegerField()
    redirect_url = CharField(null=True)
    spent_at = BigIntegerField(null=True)
    spent_by = CharField(null=True)

    class Meta:
        table_name = "login_link"


class Verification(Model):
    """The table as it was at first."""

    digest = CharField(primary_key=True)
    account = ForeignKeyField(Account, null=True)
    link = ForeignKeyField(LoginLink, null=True)
    created = BigIntegerField()
    expires_at = BigIntegerField()
    is_framed = BooleanField(default=False)
    sends = IntegerField(default=0)
    sent_at = BigIntegerField(null=True)
    tries = IntegerField(default=0)
    ended_at = BigIntegerField(null=True)

    class Meta:
        table_name = "verification"


class Session(Model):
    """The table as it was at first."""

    digest = CharField(primary_key=True)
    account = ForeignKeyField(Account, index=False)
    created = BigIntegerField()
    seen_at = BigIntegerField()
    expires_at = BigIntegerField()
    ended_at = BigIntegerField(null=True)
    is_framed = BooleanField(default=False)
    return_url = CharField(null=True)
    ip = CharField(null=True)
    agent = CharField(null=True)

    class Meta:
        table_name = "session"
        indexes = ((("account", "created"), False),)


class Limit(Model):
    """The table as it was at first."""

    key = CharField(primary_key=True)
    level = FloatField(default=0.0)
    updated = BigIntegerField()

    class Meta:
        table_name = "attempt_limit"


TABLES = [LoginLink, Verification, Session, Limit]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables."""
    with db.bind_ctx([Account, *TABLES]):
        db.create_tables(TABLES)
