"""Money: the lines of every ledger, and their rollups. A frozen copy of the models."""

from peewee import (
    BigIntegerField,
    CharField,
    Check,
    CompositeKey,
    Database,
    ForeignKeyField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator

from webapp.database import JSONText


class Account(Model):
    """The table that the others point to; made by an earlier migration."""

    id = CharField(primary_key=True)

    class Meta:
        table_name = "account"


class BalanceTransaction(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    id = CharField()
    created = BigIntegerField()
    available_on = BigIntegerField()
    type = CharField()
    amount = BigIntegerField()
    fee = BigIntegerField()
    net = BigIntegerField(constraints=[Check("net = amount - fee")])
    currency = CharField(max_length=3)
    description = TextField(null=True)
    source = CharField(null=True)
    metadata = JSONText(null=True)

    class Meta:
        table_name = "balance_transaction"
        primary_key = CompositeKey("account", "id")
        indexes = (
            (("account", "created", "id"), False),
            (("account", "source", "created", "id"), False),
        )


class SettledBalance(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    net = BigIntegerField()

    class Meta:
        table_name = "settled_balance"
        primary_key = CompositeKey("account", "currency")


class SettlingBalance(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    available_on = BigIntegerField()
    net = BigIntegerField()

    class Meta:
        table_name = "settling_balance"
        primary_key = CompositeKey("account", "available_on", "currency")


class EarningsQuarter(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    start = BigIntegerField()
    net = BigIntegerField()
    gross = BigIntegerField()
    fee = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        table_name = "earnings_quarter"
        primary_key = CompositeKey("account", "currency", "start")


class EarningsDay(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    day = CharField(max_length=10)
    net = BigIntegerField()
    gross = BigIntegerField()
    fee = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        table_name = "earnings_day"
        primary_key = CompositeKey("account", "currency", "day")


TABLES = [BalanceTransaction, SettledBalance, SettlingBalance, EarningsQuarter, EarningsDay]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables."""
    with db.bind_ctx([Account, *TABLES]):
        db.create_tables(TABLES)
