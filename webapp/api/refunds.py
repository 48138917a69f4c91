"""`/v1/refunds`: money given back to buyers."""

from collections.abc import Sequence

from flask import g

from webapp.api.answer import Json
from webapp.api.charges import CHARGE
from webapp.api.endpoint import endpoint
from webapp.api.kinds import Boolean, Choice, Text, amount
from webapp.api.metadata import Metadata, renote, written
from webapp.api.parameters import Values
from webapp.api.resource import NO_OBJECT, PAGE, Link, Resource, equal, resource
from webapp.ledger.payments.refunds import Refund, refund

CREATE = {
    "charge": Text(required=True),
    "amount": amount(),
    "metadata": Metadata(),
    "reason": Choice(of=("duplicate", "fraudulent", "requested_by_customer")),
    "refund_application_fee": Boolean(),
    "reverse_transfer": Boolean(),
}
LIST = {**PAGE, "charge": Text()}


def as_json(refunds: Sequence[Refund], _livemode: bool) -> list[Json]:
    """Refunds as Stripe writes them."""
    return [_refund(refund) for refund in refunds]


REFUND = resource(
    Resource(
        "refund",
        Refund,
        as_json,
        links={
            "balance_transaction": Link(("balance_transaction",)),
            "charge": Link(("charge",)),
            "source_transfer_reversal": Link(
                ("transfer_reversal",), lambda _, scope: scope.of_platform()
            ),
            "transfer_reversal": Link(("transfer_reversal",)),
            **dict.fromkeys(("failure_balance_transaction", "payment_intent"), NO_OBJECT),
        },
        prefixes=("re", "pyr"),
    )
)


@endpoint("POST", "/refunds", CREATE, answers="refund")
def create_refund(params: Values) -> Json:
    """Give back a charge or a part of it."""
    made = refund(
        CHARGE.find(g.scope, params["charge"], param="charge"),
        params.get("amount"),
        refund_application_fee=bool(params.get("refund_application_fee")),
        reverse_transfer=bool(params.get("reverse_transfer")),
        reason=params.get("reason"),
        metadata=written(params.get("metadata")),
    )
    return REFUND.one(made, g.scope)


@endpoint("GET", "/refunds", LIST, answers="refund", is_list=True)
def list_refunds(params: Values) -> Json:
    """List the account's refunds, newest first."""
    return REFUND.listed(g.scope, params, equal(Refund, params, "charge"))


@endpoint("GET", "/refunds/<id_>", answers="refund")
def retrieve_refund(params: Values, id_: str) -> Json:
    """Retrieve one refund."""
    return REFUND.one(REFUND.find(g.scope, id_), g.scope)


@endpoint("POST", "/refunds/<id_>", {"metadata": Metadata()}, answers="refund")
def update_refund(params: Values, id_: str) -> Json:
    """Change a refund's metadata."""
    found = REFUND.find(g.scope, id_)
    renote(found, params)
    return REFUND.one(found, g.scope)


def _refund(refund: Refund) -> Json:
    is_of_transfer = refund.id.startswith("pyr_")
    return {
        "id": refund.id,
        "object": "refund",
        "amount": refund.amount,
        "balance_transaction": refund.balance_transaction,
        "charge": refund.charge,
        "created": refund.created,
        "currency": refund.currency,
        "customer": None,
        "customer_account": None,
        "metadata": refund.metadata or {},
        "payment_intent": None,
        "payment_method": None,
        "reason": refund.reason,
        "receipt_number": None,
        "source_transfer_reversal": refund.transfer_reversal if is_of_transfer else None,
        "status": "succeeded",
        "transfer_reversal": None if is_of_transfer else refund.transfer_reversal,
    }
