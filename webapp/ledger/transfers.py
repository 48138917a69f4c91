"""Transfers: money from a platform to a seller, and their reversals; two lines that sum to zero."""

from typing import Any

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField, TextField

from webapp import clock, ids
from webapp.accounts.account import Account
from webapp.database import BaseModel, JSONText, db
from webapp.errors import AppError
from webapp.ledger.charges import Charge, collect_fee
from webapp.ledger.lines import NewLine, record, refuse_less_than_one, reword
from webapp.money import Money


class TransferReversalTooLarge(AppError):
    """The reversal is larger than what is left of the transfer."""

    code = "parameter_invalid_integer"


class Transfer(BaseModel):
    """Money that a platform sent to a seller; it belongs to the platform's account."""

    account = ForeignKeyField(Account, backref="transfers", index=False)
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
        """Keyed and listed by account first; found by destination or group."""

        primary_key = CompositeKey("account", "id")
        indexes = (
            (("account", "created", "id"), False),
            (("account", "destination", "created", "id"), False),
            (("account", "transfer_group", "created", "id"), False),
        )

    def amend(self, description: str | None, metadata: dict[str, str] | None) -> None:
        """Give the transfer and the platform's line other words; the seller reads the payment's."""
        with db.atomic():
            changes = {"description": description, "metadata": metadata}
            for name, value in changes.items():
                setattr(self, name, value)
            self.save(only=list(changes))
            reword(self.account_id, self.balance_transaction, description, metadata)


class TransferReversal(BaseModel):
    """Money of a transfer that came back to the platform."""

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
        """Keyed by account first; listed by transfer."""

        primary_key = CompositeKey("account", "id")
        indexes = ((("account", "transfer", "created", "id"), False),)


def transfer(
    platform: Account,
    seller: Account,
    amount: Money,
    *,
    available_on: int | None = None,
    application_fee: int = 0,
    description: str | None = None,
    metadata: dict[str, str] | None = None,
    source_transaction: str | None = None,
    transfer_group: str | None = None,
) -> Transfer:
    """Move money from the platform's ledger into the seller's; the platform may go below zero."""
    refuse_less_than_one(amount)
    now, id_, payment = clock.now(), ids.new("tr"), ids.new("py")
    words: dict[str, Any] = {"description": description, "metadata": metadata}
    dates: dict[str, Any] = {"created": now, "available_on": available_on}
    out = NewLine("transfer", -amount.minor, amount.currency, source=id_, **dates, **words)
    arrived = NewLine(
        "payment",
        amount.minor,
        amount.currency,
        fee=application_fee,
        source=payment,
        **dates,
        **words,
    )
    both = {"created": now, "amount": amount.minor, "currency": amount.currency, **words}
    with db.atomic():
        record(platform.id, out)
        record(seller.id, arrived)
        if application_fee:
            fee = Money(application_fee, amount.currency)
            collect_fee(seller, fee, payment, available_on or now)
        Charge.create(
            account=seller,
            id=payment,
            balance_transaction=arrived.id,
            application_fee_amount=application_fee or None,
            source_transfer=id_,
            transfer_group=transfer_group,
            **both,
        )
        return Transfer.create(
            account=platform,
            id=id_,
            destination=seller.id,
            destination_payment=payment,
            balance_transaction=out.id,
            source_transaction=source_transaction,
            transfer_group=transfer_group,
            **both,
        )
