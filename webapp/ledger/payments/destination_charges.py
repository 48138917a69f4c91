"""Destination charges: a buyer pays the platform, and the same moment a seller gets a share."""

from typing import Any

from webapp.accounts.account import Account
from webapp.database import db
from webapp.errors import AppError
from webapp.ledger.payments.charges import Charge, charge, refuse_fee_above
from webapp.ledger.payments.transfers import transfer
from webapp.money import Money


class ShareTooLarge(AppError):
    """The transfer of a charge cannot be larger than the charge."""

    code = "parameter_invalid_integer"


def destination_charge(
    platform: Account,
    seller: Account,
    amount: Money,
    *,
    available_on: int,
    share: int | None = None,
    application_fee: int | None = None,
    **details: Any,
) -> Charge:
    """Record the platform's charge and the transfer of all of it, or of `share`, to the seller.

    The application fee is taken from the seller's payment and comes back to the platform.
    """
    part = Money(amount.minor if share is None else share, amount.currency)
    if part.minor > amount.minor:
        raise ShareTooLarge(param="transfer_data[amount]")
    refuse_fee_above(part, application_fee)
    with db.atomic():
        made = charge(platform, amount, available_on=available_on, destination=seller.id, **details)
        sent = transfer(
            platform,
            seller,
            part,
            available_on=available_on,
            application_fee=application_fee or 0,
            description=made.description,
            metadata=made.metadata,
            source_transaction=made.id,
            transfer_group=made.transfer_group,
        )
        made.transfer, made.application_fee_amount = sent.id, application_fee
        made.save(only=[Charge.transfer, Charge.application_fee_amount])
    return made
