"""Charges: money from buyers, recorded for a platform or straight into a seller's ledger."""

from typing import Any

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    TextField,
)

from webapp import clock, ids
from webapp.accounts.account import Account
from webapp.database import BaseModel, JSONText, db
from webapp.errors import AppError
from webapp.ledger.lines.journal import NewLine, record, refuse_less_than_one, reword
from webapp.money import Money


class ApplicationFeeTooLarge(AppError):
    """The application fee cannot be larger than the charge."""

    code = "parameter_invalid_integer"


class ChargeAlreadyRefunded(AppError):
    """The refund is larger than what is left of the charge."""

    code = "charge_already_refunded"


class Charge(BaseModel):
    """A payment: `ch_` where the buyer paid, `py_` where a transfer arrived."""

    account = ForeignKeyField(Account, backref="charges", index=False)
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
        """Keyed and listed by account first."""

        primary_key = CompositeKey("account", "id")
        indexes = ((("account", "created", "id"), False),)

    @property
    def refundable(self) -> int:
        """Minor units that have not been given back."""
        return self.amount - self.amount_refunded

    def amend(
        self, description: str | None, metadata: dict[str, str] | None, **details: str | None
    ) -> None:
        """Give the charge, and the line that the seller reads, other words and notes."""
        with db.atomic():
            changes = {"description": description, "metadata": metadata, **details}
            for name, value in changes.items():
                setattr(self, name, value)
            self.save(only=list(changes))
            reword(self.account_id, self.balance_transaction, description, metadata)

    def take_back(self, amount: int) -> None:
        """Count a refund or reversal against the charge; raises `ChargeAlreadyRefunded`."""
        if not 0 < amount <= self.refundable:
            raise ChargeAlreadyRefunded(
                f"The refund of {amount} is larger than the {self.refundable} that is left.",
                param="amount",
            )
        self.amount_refunded += amount
        self.save(only=[Charge.amount_refunded])


def settles_on(account: Account, created: int) -> int:
    """When a charge becomes available: midnight UTC, the account's delay of days later."""
    return clock.utc_midnight(clock.utc_date(created)) + account.delay_days * clock.DAY


def charge(
    account: Account,
    amount: Money,
    *,
    available_on: int,
    application_fee: int | None = None,
    **details: Any,
) -> Charge:
    """Record a buyer's payment with its line; the fee, if any, goes to the account's platform."""
    refuse_less_than_one(amount)
    refuse_fee_above(amount, application_fee)
    id_, now = ids.new("ch"), clock.now()
    with db.atomic():
        if application_fee:
            collect_fee(account, Money(application_fee, amount.currency), id_, available_on)
        line = record(
            account.id,
            NewLine(
                "charge",
                amount.minor,
                amount.currency,
                fee=application_fee or 0,
                created=now,
                available_on=available_on,
                description=details.get("description"),
                source=id_,
                metadata=details.get("metadata"),
            ),
        )
        return Charge.create(
            account=account,
            id=id_,
            created=now,
            amount=amount.minor,
            currency=amount.currency,
            balance_transaction=line.id,
            application_fee_amount=application_fee,
            **details,
        )


def refuse_fee_above(amount: Money, application_fee: int | None) -> None:
    """Raise `ApplicationFeeTooLarge` if the fee is larger than what it is taken from."""
    if (application_fee or 0) > amount.minor:
        raise ApplicationFeeTooLarge(param="application_fee_amount")


def collect_fee(seller: Account, fee: Money, source: str, available_on: int) -> None:
    """Put a seller's application fee (negative: given back) into the platform's ledger."""
    platform = Account.of_platform(seller.platform, livemode=seller.livemode)
    kind = "application_fee" if fee.minor >= 0 else "application_fee_refund"
    record(
        platform.id,
        NewLine(kind, fee.minor, fee.currency, available_on=available_on, source=source),
    )
