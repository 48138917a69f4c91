"""Exact limits: moments of attempts, quotas of a day, texts and whose codes were entered."""

from peewee import BigIntegerField, CharField, Database, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Limit(Model):
    """The table as it was at first."""

    key = CharField(primary_key=True)
    times = TextField()
    expires_at = BigIntegerField(index=True)

    class Meta:
        table_name = "attempt_limit"


class Quota(Model):
    """The table as it was at first."""

    key = CharField(primary_key=True)
    used = IntegerField()
    expires_at = BigIntegerField(index=True)

    class Meta:
        table_name = "quota"


class SentText(Model):
    """The table as it was at first."""

    dial_code = CharField()
    phone = CharField()
    sent_at = BigIntegerField()
    entered_at = BigIntegerField(null=True)

    class Meta:
        table_name = "sent_text"
        indexes = ((("dial_code", "sent_at"), False), (("phone", "sent_at"), False))


class DialCode(Model):
    """The table as it was at first."""

    code = CharField(primary_key=True)
    paused_until = BigIntegerField(default=0)
    judged_from = BigIntegerField(default=0)

    class Meta:
        table_name = "dial_code"


TABLES = [Limit, Quota, SentText, DialCode]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables anew: what the old one counted was at most a day's attempts."""
    with db.bind_ctx(TABLES):
        db.drop_tables([Limit])
        db.create_tables(TABLES)
