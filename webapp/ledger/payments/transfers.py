"""Transfers: money from a platform to a seller, and their reversals; two lines that sum to zero."""

from typing import Any

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField, TextField

from webapp import clock, ids
from webapp.accounts.account import Account
from webapp.database import BaseModel, JSONText, db
from webapp.errors import AppError
from webapp.ledger.lines.journal import NewLine, record, refuse_less_than_one, reword
from webapp.ledger.payments.charges import Charge, collect_fee
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
    id_, payment, minor, currency = ids.new("tr"), ids.new("py"), amount.minor, amount.currency
    words: dict[str, Any] = {"description": description, "metadata": metadata}
    dates: dict[str, Any] = {"created": clock.now(), "available_on": available_on}
    out = NewLine("transfer", -minor, currency, source=id_, **dates, **words)
    into = NewLine(
        "payment", minor, currency, fee=application_fee, source=payment, **dates, **words
    )
    with db.atomic():
        record(platform.id, out)
        _arrive(seller, into, id_, transfer_group)
        return Transfer.create(
            account=platform,
            id=id_,
            created=out.created,
            amount=minor,
            currency=currency,
            destination=seller.id,
            destination_payment=payment,
            balance_transaction=out.id,
            source_transaction=source_transaction,
            transfer_group=transfer_group,
            **words,
        )


def _arrive(seller: Account, line: NewLine, transfer_id: str, transfer_group: str | None) -> None:
    """Write the seller's side: the line, its fee to the platform, the payment it stands for."""
    assert line.source and line.available_on, "a line of a transfer names its payment and its day"
    record(seller.id, line)
    if line.fee:
        collect_fee(seller, Money(line.fee, line.currency), line.source, line.available_on)
    Charge.create(
        account=seller,
        id=line.source,
        created=line.created,
        amount=line.amount,
        currency=line.currency,
        description=line.description,
        metadata=line.metadata,
        balance_transaction=line.id,
        application_fee_amount=line.fee or None,
        source_transfer=transfer_id,
        transfer_group=transfer_group,
    )
