"""What cannot be refunded, and what to do instead."""

from webapp.errors import AppError
from webapp.ledger.payments.charges import Charge


class PaymentOfTransfer(AppError):
    """This payment came by a transfer. Reverse the transfer to take it back."""


class NoTransferToReverse(AppError):
    """This charge has no transfer that could be reversed."""


class FeeIsWithTransfer(AppError):
    """The fee of a destination charge goes back with its transfer: add reverse_transfer=true."""


class NoFeeToRefund(AppError):
    """This charge has no application fee that could be refunded."""


def refuse_impossible(charge: Charge, with_fee: bool, with_transfer: bool) -> None:
    """Raise what stands against a refund of this kind of charge."""
    if charge.source_transfer:
        raise PaymentOfTransfer()
    if with_transfer and not charge.transfer:
        raise NoTransferToReverse(param="reverse_transfer")
    if with_fee and charge.transfer and not with_transfer:
        raise FeeIsWithTransfer(param="refund_application_fee")
    if with_fee and not charge.application_fee_amount:
        raise NoFeeToRefund(param="refund_application_fee")
