"""Payouts: when each was sent and paid, by whose bank days; holds, sellers' rights, calendars."""

from peewee import BigIntegerField, CharField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Platform(Model):
    """A table that the others point to; made by an earlier migration."""

    id = CharField(primary_key=True)

    class Meta:
        table_name = "platform"


class Account(Model):
    """A table that the others point to; made by an earlier migration."""

    id = CharField(primary_key=True)

    class Meta:
        table_name = "account"


class PlatformHold(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, primary_key=True)
    reason = CharField()
    acts = CharField()
    until = BigIntegerField(null=True)
    message = TextField(null=True)
    placed_at = BigIntegerField()

    class Meta:
        table_name = "platform_hold"


class PayoutControls(Model):
    """The table as it was at first."""

    platform = ForeignKeyField(Platform, primary_key=True)
    allowed = TextField()

    class Meta:
        table_name = "payout_controls"


class PayoutRun(Model):
    """The table as it was at first."""

    day = BigIntegerField(primary_key=True)
    at = BigIntegerField()

    class Meta:
        table_name = "payout_run"


class CalendarKey(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, primary_key=True)
    digest = CharField(unique=True)
    created = BigIntegerField()
    used_at = BigIntegerField(null=True)

    class Meta:
        table_name = "calendar_key"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables and add the columns; nobody is held, and no seller moves money."""
    tables = [PlatformHold, PayoutControls, PayoutRun, CalendarKey]
    with db.bind_ctx([Platform, Account, *tables]):
        db.create_tables(tables)
    migrator.migrate(
        migrator.add_column("payout", "sent_at", BigIntegerField(null=True)),
        migrator.add_column("payout", "paid_at", BigIntegerField(null=True)),
        migrator.add_column("payout", "bank_calendar", CharField(null=True)),
        migrator.add_index("payout", ("account_id", "status", "created", "id")),
        migrator.add_index("payout", ("account_id", "currency", "created", "id")),
    )
