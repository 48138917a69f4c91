"""Transfers of a charge's money: available when the charge is, and never more than it."""

from webapp.accounts.account import Account
from webapp.errors import AppError
from webapp.ledger.lines.journal import available_on
from webapp.ledger.payments.charges import Charge
from webapp.ledger.payments.transfers import Transfer, transfer
from webapp.money import Money


class SourceTooSmall(AppError):
    """The transfer is larger than the charge that it is made from."""

    code = "parameter_invalid_integer"


class SourceCurrencyDiffers(AppError):
    """The transfer must have the currency of the charge that it is made from."""


def transfer_of_charge(
    platform: Account,
    seller: Account,
    source: Charge,
    amount: int | None,
    currency: str,
    *,
    transfer_group: str | None = None,
    **details: object,
) -> Transfer:
    """Move a charge's money, or `amount` of it, to a seller; it settles with the charge."""
    if currency != source.currency:
        raise SourceCurrencyDiffers(param="currency")
    if (amount or 0) > source.amount:
        raise SourceTooSmall(param="amount")
    return transfer(
        platform,
        seller,
        Money(source.amount if amount is None else amount, currency),
        available_on=available_on(source.account_id, source.balance_transaction),
        source_transaction=source.id,
        transfer_group=transfer_group or source.transfer_group,
        **details,  # type: ignore[arg-type]
    )
