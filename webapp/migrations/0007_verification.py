"""Pending sign-ins with a purpose, codes by several ways, wrong tries by factor. A frozen copy.

Pending sign-ins live for half an hour: those of before are dropped, not carried over.
"""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


class Account(Model):
    """The table that the others point to; made by an earlier migration."""

    id = CharField(primary_key=True)

    class Meta:
        table_name = "account"


class LoginLink(Model):
    """The same."""

    digest = CharField(primary_key=True)

    class Meta:
        table_name = "login_link"


class Verification(Model):
    """The table as it was then."""

    digest = CharField(primary_key=True)
    purpose = CharField(default="login")
    account = ForeignKeyField(Account, null=True)
    link = ForeignKeyField(LoginLink, null=True)
    email = CharField(null=True)
    session = CharField(null=True)
    then = CharField(null=True)
    phone = CharField(null=True)
    created = BigIntegerField()
    expires_at = BigIntegerField()
    is_framed = BooleanField(default=False)
    tries = IntegerField(default=0)
    proof = CharField(null=True)
    proven_at = BigIntegerField(null=True)
    reach = TextField(null=True)
    ended_at = BigIntegerField(null=True)

    class Meta:
        table_name = "verification"


class SentCode(Model):
    """The table as it was then."""

    login = ForeignKeyField(Verification, on_delete="CASCADE")
    way = CharField()
    sends = IntegerField(default=0)
    sent_at = BigIntegerField(null=True)

    class Meta:
        table_name = "sent_code"
        primary_key = CompositeKey("login", "way")


class Attempts(Model):
    """The table as it was then."""

    account_id = CharField()
    factor = CharField()
    times = TextField()
    in_a_row = IntegerField(default=0)
    locked_until = BigIntegerField(default=0)
    is_off = BooleanField(default=False)
    updated = BigIntegerField()

    class Meta:
        table_name = "wrong_attempts"
        primary_key = CompositeKey("account_id", "factor")


TABLES = [Verification, SentCode, Attempts]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table of pending sign-ins anew, and its neighbours."""
    with db.bind_ctx([Account, LoginLink, *TABLES]):
        db.drop_tables([Verification])
        db.create_tables(TABLES)
