"""The first tables: who, what they have, and how they come in. A frozen copy of the models."""

from peewee import (
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    Check,
    CompositeKey,
    Database,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator

from webapp.database import JSONText


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables."""

    class Platform(Model):
        id = CharField(primary_key=True)
        name = CharField()
        brand_color = CharField(default="#3b5bdb")
        icon = BlobField(null=True)
        icon_type = CharField(null=True)
        refresh_url = CharField(null=True)
        created = BigIntegerField()

        class Meta:
            database = db
            table_name = "platform"

    db.create_tables([Platform])

    class Account(Model):
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
            database = db
            table_name = "account"
            indexes = ((("platform", "livemode", "created", "id"), False), (("email",), False))

    db.create_tables([Account])

    class ApiKey(Model):
        digest = CharField(primary_key=True)
        platform = ForeignKeyField(Platform)
        livemode = BooleanField()
        hint = CharField()
        created = BigIntegerField()
        revoked_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "api_key"

    db.create_tables([ApiKey])

    class BalanceTransaction(Model):
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
            database = db
            table_name = "balance_transaction"
            primary_key = CompositeKey("account", "id")
            indexes = ((("account", "created", "id"), False), (("account", "source"), False))

    db.create_tables([BalanceTransaction])

    class Charge(Model):
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
            database = db
            table_name = "charge"
            primary_key = CompositeKey("account", "id")
            indexes = ((("account", "created", "id"), False),)

    db.create_tables([Charge])

    class EarningsDay(Model):
        account = ForeignKeyField(Account, index=False)
        currency = CharField(max_length=3)
        day = CharField(max_length=10)
        net = BigIntegerField()
        gross = BigIntegerField()
        fee = BigIntegerField()
        count = BigIntegerField()

        class Meta:
            database = db
            table_name = "earnings_day"
            primary_key = CompositeKey("account", "currency", "day")

    db.create_tables([EarningsDay])

    class EarningsQuarter(Model):
        account = ForeignKeyField(Account, index=False)
        currency = CharField(max_length=3)
        start = BigIntegerField()
        net = BigIntegerField()
        gross = BigIntegerField()
        fee = BigIntegerField()
        count = BigIntegerField()

        class Meta:
            database = db
            table_name = "earnings_quarter"
            primary_key = CompositeKey("account", "currency", "start")

    db.create_tables([EarningsQuarter])

    class Limit(Model):
        key = CharField(primary_key=True)
        level = FloatField(default=0.0)
        updated = BigIntegerField()

        class Meta:
            database = db
            table_name = "attempt_limit"

    db.create_tables([Limit])

    class LoginLink(Model):
        digest = CharField(primary_key=True)
        account = ForeignKeyField(Account)
        created = BigIntegerField()
        expires_at = BigIntegerField()
        redirect_url = CharField(null=True)
        spent_at = BigIntegerField(null=True)
        spent_by = CharField(null=True)

        class Meta:
            database = db
            table_name = "login_link"

    db.create_tables([LoginLink])

    class Payout(Model):
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
        bank_account = JSONText(null=True)
        balance_transaction = CharField()
        failure_balance_transaction = CharField(null=True)
        failure_code = CharField(null=True)
        trace_id = CharField(null=True)
        changed_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "payout"
            primary_key = CompositeKey("account", "id")
            indexes = (
                (("account", "created", "id"), False),
                (("account", "status", "arrival_date"), False),
            )

    db.create_tables([Payout])

    class PlatformOrigin(Model):
        platform = ForeignKeyField(Platform, index=False)
        origin = CharField()

        class Meta:
            database = db
            table_name = "platform_origin"
            primary_key = CompositeKey("platform", "origin")

    db.create_tables([PlatformOrigin])

    class Refund(Model):
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
            database = db
            table_name = "refund"
            primary_key = CompositeKey("account", "id")
            indexes = (
                (("account", "created", "id"), False),
                (("account", "charge", "created", "id"), False),
            )

    db.create_tables([Refund])

    class Session(Model):
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
            database = db
            table_name = "session"
            indexes = ((("account", "created"), False),)

    db.create_tables([Session])

    class SettledBalance(Model):
        account = ForeignKeyField(Account, index=False)
        currency = CharField(max_length=3)
        net = BigIntegerField()

        class Meta:
            database = db
            table_name = "settled_balance"
            primary_key = CompositeKey("account", "currency")

    db.create_tables([SettledBalance])

    class SettlingBalance(Model):
        account = ForeignKeyField(Account, index=False)
        currency = CharField(max_length=3)
        available_on = BigIntegerField()
        net = BigIntegerField()

        class Meta:
            database = db
            table_name = "settling_balance"
            primary_key = CompositeKey("account", "currency", "available_on")

    db.create_tables([SettlingBalance])

    class Transfer(Model):
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
            database = db
            table_name = "transfer"
            primary_key = CompositeKey("account", "id")
            indexes = (
                (("account", "created", "id"), False),
                (("account", "destination", "created", "id"), False),
                (("account", "transfer_group", "created", "id"), False),
            )

    db.create_tables([Transfer])

    class TransferReversal(Model):
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
            database = db
            table_name = "transfer_reversal"
            primary_key = CompositeKey("account", "id")
            indexes = ((("account", "transfer", "created", "id"), False),)

    db.create_tables([TransferReversal])

    class Verification(Model):
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
            database = db
            table_name = "verification"

    db.create_tables([Verification])
