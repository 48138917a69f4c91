"""Charges as Stripe writes them."""

from collections.abc import Sequence
from typing import Any

from webapp.api.answer import Json, nulls
from webapp.ledger.payments.charges import Charge

NO_ADDRESS = nulls("city country line1 line2 postal_code state")
BILLING = {"address": NO_ADDRESS, "email": None, "name": None, "phone": None, "tax_id": None}
OUTCOME = {
    "advice_code": None,
    "network_advice_code": None,
    "network_decline_code": None,
    "network_status": "approved_by_network",
    "reason": None,
    "seller_message": "Payment complete.",
    "type": "authorized",
}
# What Stripe tells of a charge and we know nothing of.
UNKNOWN = nulls(
    """
    application application_fee calculated_statement_descriptor failure_balance_transaction
    failure_code failure_message payment_intent payment_method receipt_number receipt_url review
    shipping source statement_descriptor_suffix
    """
)


def as_json(charges: Sequence[Charge], livemode: bool) -> list[Json]:
    """Charges, and the payments that transfers brought."""
    return [_charge(charge, livemode) for charge in charges]


def _charge(charge: Charge, livemode: bool) -> Json:
    return UNKNOWN | {
        "id": charge.id,
        "object": "charge",
        "amount": charge.amount,
        "amount_captured": charge.amount,
        "amount_refunded": charge.amount_refunded,
        "application_fee_amount": charge.application_fee_amount,
        "balance_transaction": charge.balance_transaction,
        "billing_details": BILLING,
        "captured": True,
        "created": charge.created,
        "currency": charge.currency,
        "customer": charge.customer,
        "description": charge.description,
        "destination": charge.destination,
        "disputed": False,
        "fraud_details": {},
        "livemode": livemode,
        "metadata": charge.metadata or {},
        "on_behalf_of": charge.on_behalf_of,
        "outcome": OUTCOME,
        "paid": True,
        "payment_method_details": _paid_by(charge),
        "receipt_email": charge.receipt_email,
        "refunded": charge.amount_refunded == charge.amount,
        "source_transfer": charge.source_transfer,
        "statement_descriptor": charge.statement_descriptor,
        "status": "succeeded",
        **({"transfer": charge.transfer} if charge.transfer else {}),
        "transfer_data": _transfer_data(charge),
        "transfer_group": charge.transfer_group,
    }


def _paid_by(charge: Charge) -> Json | None:
    return {"type": "card", "card": charge.card} if charge.card else None


def _transfer_data(charge: Charge) -> dict[str, Any] | None:
    return {"amount": None, "destination": charge.destination} if charge.destination else None
