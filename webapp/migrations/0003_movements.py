"""What moved the money: charges, transfers, refunds and payouts. A frozen copy of the models."""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
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


class Charge(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    id = CharField()
    created = BigIntegerField()
    amount = BigIntegerField()
    amount_refunded = BigIntegerField(default=0)
    currency = CharField(max_length=3)
    description = TextField(null=True)
    metadata = JSONText(null=True)
    balance_transaction = CharField()
    application_fee_amount = BigIntegerField(null=True)
    application_fee_refunded = BigIntegerField(default=0)
    is_payment_method_card = BooleanField(default=True)
    card = JSONText(null=True)
    customer = CharField(null=True)
    destination = CharField(null=True)
    on_behalf_of = CharField(null=True)
    transfer = CharField(null=True)
    source_transfer = CharField(null=True)
    transfer_group = CharField(null=True)
    receipt_email = CharField(null=True)
    statement_descriptor = CharField(null=True)

    class Meta:
        table_name = "charge"
        primary_key = CompositeKey("account", "id")
        indexes = ((("account", "created", "id"), False),)


class Transfer(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    id = CharField()
    created = BigIntegerField()
    amount = BigIntegerField()
    amount_reversed = BigIntegerField(default=0)
    currency = CharField(max_length=3)
    destination = CharField()
    destination_payment = CharField()
    balance_transaction = CharField()
    source_transaction = CharField(null=True)
    transfer_group = CharField(null=True)
    description = TextField(null=True)
    metadata = JSONText(null=True)

    class Meta:
        table_name = "transfer"
        primary_key = CompositeKey("account", "id")
        indexes = (
            (("account", "created", "id"), False),
            (("account", "destination", "created", "id"), False),
            (("account", "transfer_group", "created", "id"), False),
        )


class TransferReversal(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    id = CharField()
    transfer = CharField()
    created = BigIntegerField()
    amount = BigIntegerField()
    currency = CharField(max_length=3)
    balance_transaction = CharField()
    destination_payment_refund = CharField()
    metadata = JSONText(null=True)

    class Meta:
        table_name = "transfer_reversal"
        primary_key = CompositeKey("account", "id")
        indexes = ((("account", "transfer", "created", "id"), False),)


class Refund(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    id = CharField()
    created = BigIntegerField()
    charge = CharField()
    amount = BigIntegerField()
    currency = CharField(max_length=3)
    balance_transaction = CharField()
    reason = CharField(null=True)
    transfer_reversal = CharField(null=True)
    metadata = JSONText(null=True)

    class Meta:
        table_name = "refund"
        primary_key = CompositeKey("account", "id")
        indexes = (
            (("account", "created", "id"), False),
            (("account", "charge", "created", "id"), False),
        )


class Payout(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    id = CharField()
    created = BigIntegerField()
    amount = BigIntegerField()
    currency = CharField(max_length=3)
    arrival_date = BigIntegerField()
    status = CharField()
    automatic = BooleanField(default=False)
    method = CharField(default="standard")
    description = TextField(null=True)
    statement_descriptor = CharField(null=True)
    metadata = JSONText(null=True)
    destination = CharField(null=True)
    bank_account = JSONText(null=True)
    balance_transaction = CharField()
    failure_balance_transaction = CharField(null=True)
    failure_code = CharField(null=True)
    trace_id = CharField(null=True)
    changed_at = BigIntegerField()

    class Meta:
        table_name = "payout"
        primary_key = CompositeKey("account", "id")
        indexes = (
            (("account", "created", "id"), False),
            (("account", "status", "arrival_date"), False),
            (("account", "destination", "created", "id"), False),
        )


TABLES = [Charge, Transfer, TransferReversal, Refund, Payout]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables."""
    with db.bind_ctx([Account, *TABLES]):
        db.create_tables(TABLES)
