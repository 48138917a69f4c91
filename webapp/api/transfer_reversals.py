"""`/v1/transfers/{id}/reversals`: money of a transfer that came back to the platform."""

from flask import g

from webapp.api.answer import Json
from webapp.api.endpoint import endpoint
from webapp.api.kinds import DESCRIPTION_LENGTH, Boolean, Text, amount
from webapp.api.metadata import Metadata, renote, written
from webapp.api.parameters import Values
from webapp.api.resource import PAGE, Link, Resource, resource
from webapp.api.transfer_json import reversals_as_json
from webapp.api.transfers import TRANSFER
from webapp.errors import NotFound
from webapp.ledger.payments.refunds import reverse
from webapp.ledger.payments.transfers import TransferReversal

ALL, ONE = "/transfers/<transfer_id>/reversals", "/transfers/<transfer_id>/reversals/<id_>"
CREATE = {
    "amount": amount(),
    "description": Text(max=DESCRIPTION_LENGTH),
    "metadata": Metadata(),
    "refund_application_fee": Boolean(),
}

REVERSAL = resource(
    Resource(
        "transfer_reversal",
        TransferReversal,
        reversals_as_json,
        links={
            "balance_transaction": Link(("balance_transaction",)),
            "transfer": Link(("transfer",)),
        },
        prefixes=("trr",),
    )
)


@endpoint("POST", ALL, CREATE, answers="transfer_reversal")
def create_transfer_reversal(params: Values, transfer_id: str) -> Json:
    """Take a transfer or a part of it back."""
    made = reverse(
        TRANSFER.find(g.scope, transfer_id),
        params.get("amount"),
        refund_application_fee=bool(params.get("refund_application_fee")),
        description=params.get("description"),
        metadata=written(params.get("metadata")),
    )
    return REVERSAL.one(made, g.scope)


@endpoint("GET", ALL, PAGE, answers="transfer_reversal", is_list=True)
def list_transfer_reversals(params: Values, transfer_id: str) -> Json:
    """List a transfer's reversals, newest first."""
    found = TRANSFER.find(g.scope, transfer_id)
    return REVERSAL.listed(g.scope, params, [TransferReversal.transfer == found.id])


@endpoint("GET", ONE, answers="transfer_reversal")
def retrieve_transfer_reversal(params: Values, transfer_id: str, id_: str) -> Json:
    """Retrieve one reversal."""
    return REVERSAL.one(_find(transfer_id, id_), g.scope)


@endpoint("POST", ONE, {"metadata": Metadata()}, answers="transfer_reversal")
def update_transfer_reversal(params: Values, transfer_id: str, id_: str) -> Json:
    """Change a reversal's metadata."""
    found = _find(transfer_id, id_)
    renote(found, params)
    return REVERSAL.one(found, g.scope)


def _find(transfer_id: str, id_: str) -> TransferReversal:
    found = REVERSAL.find(g.scope, id_)
    if found.transfer != transfer_id:
        raise NotFound(f"No such transfer reversal: {id_!r}", param="id")
    return found
