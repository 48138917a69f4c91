"""Refunds of charges and reversals of transfers: new lines that take money back."""

from typing import Any

from peewee import BigIntegerField, CharField, CompositeKey, Expression, ForeignKeyField

from webapp import clock, ids
from webapp.accounts.account import Account
from webapp.database import BaseModel, JSONText, db, for_update
from webapp.ledger.lines.journal import NewLine, record
from webapp.ledger.lines.journal import available_on as settled_at
from webapp.ledger.payments.charges import Charge, collect_fee
from webapp.ledger.payments.refund_refusals import refuse_impossible
from webapp.ledger.payments.transfers import Transfer, TransferReversal, TransferReversalTooLarge
from webapp.money import Money


class Refund(BaseModel):
    """Money given back: `re_` of a charge, `pyr_` of a payment whose transfer was reversed."""

    account = ForeignKeyField(Account, backref="refunds", index=False)
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
        """Keyed and listed by account first; found by charge."""

        primary_key = CompositeKey("account", "id")
        indexes = (
            (("account", "created", "id"), False),
            (("account", "charge", "created", "id"), False),
        )


def refund(
    charge: Charge,
    amount: int | None = None,
    *,
    refund_application_fee: bool = False,
    reverse_transfer: bool = False,
    reason: str | None = None,
    metadata: dict[str, str] | None = None,
) -> Refund:
    """Give back a charge or `amount` of it (minor units); raises `ChargeAlreadyRefunded`."""
    refuse_impossible(charge, refund_application_fee, reverse_transfer)
    with db.atomic():
        charge = _locked(Charge, charge)
        amount = charge.refundable if amount is None else amount
        reversal = None
        if reverse_transfer and charge.transfer:
            reversal = _reverse_share(charge, amount, refund_application_fee)
        return _give_back(
            charge,
            amount,
            id_=ids.new("re"),
            kind="refund",
            # A destination charge's fee was taken from the seller; the reversal gives it back.
            refund_application_fee=refund_application_fee and charge.transfer is None,
            reason=reason,
            metadata=metadata,
            transfer_reversal=reversal and reversal.id,
        )


def reverse(
    transfer: Transfer,
    amount: int | None = None,
    *,
    refund_application_fee: bool = False,
    description: str | None = None,
    metadata: dict[str, str] | None = None,
) -> TransferReversal:
    """Take a transfer or `amount` of it back; raises `TransferReversalTooLarge`."""
    with db.atomic():
        transfer = _locked(Transfer, transfer)
        amount = _reversible(transfer, amount)
        id_, currency = ids.new("trr"), transfer.currency
        back = NewLine("transfer_refund", amount, currency, description=description, source=id_)
        record(transfer.account_id, back)
        payment = Charge.get(
            Charge.account == transfer.destination, Charge.id == transfer.destination_payment
        )
        taken = _give_back(
            _locked(Charge, payment),
            amount,
            id_=ids.new("pyr"),
            kind="payment_refund",
            refund_application_fee=refund_application_fee,
            transfer_reversal=id_,
        )
        transfer.amount_reversed += amount
        transfer.save(only=[Transfer.amount_reversed])
        return TransferReversal.create(
            account=transfer.account_id,
            id=id_,
            transfer=transfer.id,
            created=back.created,
            amount=amount,
            currency=currency,
            balance_transaction=back.id,
            destination_payment_refund=taken.id,
            metadata=metadata,
        )


def _reversible(transfer: Transfer, amount: int | None) -> int:
    left = transfer.amount - transfer.amount_reversed
    amount = left if amount is None else amount
    if not 0 < amount <= left:
        raise TransferReversalTooLarge(param="amount")
    return amount


def _give_back(
    charge: Charge,
    amount: int,
    *,
    id_: str,
    kind: str,
    refund_application_fee: bool,
    **details: Any,
) -> Refund:
    """Write the refund's line; it becomes available with its charge, or at once if that has."""
    fee = _fee_share(charge, amount) if refund_application_fee else 0
    available_on = max(clock.now(), settled_at(charge.account_id, charge.balance_transaction))
    charge.take_back(amount)
    if fee:
        charge.application_fee_refunded += fee
        charge.save(only=[Charge.application_fee_refunded])
        collect_fee(charge.account, Money(-fee, charge.currency), id_, available_on)
    line = record(
        charge.account_id,
        NewLine(
            kind,
            -amount,
            charge.currency,
            fee=-fee,
            available_on=available_on,
            description=charge.description,
            source=id_,
        ),
    )
    return Refund.create(
        account=charge.account_id,
        id=id_,
        created=line.created,
        charge=charge.id,
        amount=amount,
        currency=charge.currency,
        balance_transaction=line.id,
        **details,
    )


def _fee_share(charge: Charge, amount: int) -> int:
    """The fee's part for `amount` of the charge, if so much of the fee is left."""
    fee = charge.application_fee_amount or 0
    return min(_share(fee, charge, amount), fee - charge.application_fee_refunded)


def _reverse_share(
    charge: Charge, amount: int, refund_application_fee: bool
) -> TransferReversal | None:
    """Reverse as much of the charge's transfer as the refund is of the charge, if it is left."""
    made = Transfer.get(Transfer.account == charge.account_id, Transfer.id == charge.transfer)
    share = min(_share(made.amount, charge, amount), made.amount - made.amount_reversed)
    if share <= 0:
        return None
    return reverse(made, share, refund_application_fee=refund_application_fee)


def _share(whole: int, charge: Charge, amount: int) -> int:
    """What of `whole` belongs to the next `amount` of the charge; all parts make up all of it."""
    before, after = charge.amount_refunded, charge.amount_refunded + amount
    return whole * after // charge.amount - whole * before // charge.amount


def _locked(table: type[BaseModel], row: BaseModel) -> BaseModel:
    """The row as it is now, held until the transaction ends."""
    mine: Expression = (table.account == row.account_id) & (table.id == row.id)
    return for_update(table.select().where(mine)).get()
