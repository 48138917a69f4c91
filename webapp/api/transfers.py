"""`/v1/transfers`: money from the platform to its sellers."""

from flask import g

from webapp.api.answer import Json
from webapp.api.charges import CHARGE
from webapp.api.endpoint import endpoint
from webapp.api.errors import NoSuch
from webapp.api.kinds import DESCRIPTION_LENGTH, Choice, Currency, Text, amount
from webapp.api.metadata import Metadata, merged, written
from webapp.api.parameters import Values
from webapp.api.resource import PAGE, Link, Resource, equal, resource
from webapp.api.scope import acting_account, connected_account, refuse_connected
from webapp.api.transfer_json import as_json
from webapp.errors import ParameterMissing
from webapp.ledger.payments.source_transactions import transfer_of_charge
from webapp.ledger.payments.transfers import Transfer, transfer
from webapp.money import Money

WORDS = {"description": Text(max=DESCRIPTION_LENGTH), "metadata": Metadata()}
CREATE = {
    "amount": amount(),
    "currency": Currency(required=True),
    "destination": Text(required=True),
    "source_transaction": Text(),
    "source_type": Choice(of=("bank_account", "card", "fpx")),
    "transfer_group": Text(),
    **WORDS,
}
LIST = {**PAGE, "destination": Text(), "transfer_group": Text()}

TRANSFER = resource(
    Resource(
        "transfer",
        Transfer,
        as_json,
        links={
            "balance_transaction": Link(("balance_transaction",)),
            "destination": Link(("account",)),
            "destination_payment": Link(
                ("charge",), lambda body, scope: scope.of(id_of(body["destination"]))
            ),
            "source_transaction": Link(("charge",)),
        },
        prefixes=("tr",),
    )
)


@endpoint("POST", "/transfers", CREATE, answers="transfer")
def create_transfer(params: Values) -> Json:
    """Move money from the platform's balance to a seller's."""
    refuse_connected()
    seller = connected_account(params["destination"])
    if seller is None:
        raise NoSuch(f"No such destination: {params['destination']!r}", param="destination")
    given = ("description", "transfer_group")
    details: Values = {name: params.get(name) for name in given}
    details["metadata"] = written(params.get("metadata"))
    if params.get("source_transaction"):
        charge = CHARGE.find(g.scope, params["source_transaction"], param="source_transaction")
        made = transfer_of_charge(
            acting_account(), seller, charge, params.get("amount"), params["currency"], **details
        )
    else:
        made = transfer(acting_account(), seller, _money(params), **details)
    return TRANSFER.one(made, g.scope)


@endpoint("GET", "/transfers", LIST, answers="transfer", is_list=True)
def list_transfers(params: Values) -> Json:
    """List the platform's transfers, newest first."""
    where = equal(Transfer, params, "destination", "transfer_group")
    return TRANSFER.listed(g.scope, params, where)


@endpoint("GET", "/transfers/<id_>", answers="transfer")
def retrieve_transfer(params: Values, id_: str) -> Json:
    """Retrieve one transfer."""
    return TRANSFER.one(TRANSFER.find(g.scope, id_), g.scope)


@endpoint("POST", "/transfers/<id_>", WORDS, answers="transfer")
def update_transfer(params: Values, id_: str) -> Json:
    """Change the words and notes on a transfer."""
    found = TRANSFER.find(g.scope, id_)
    metadata = found.metadata
    if "metadata" in params:
        metadata = merged(metadata, params["metadata"])
    found.amend(params.get("description", found.description), metadata)
    return TRANSFER.one(found, g.scope)


def id_of(value: str | Json) -> str:
    """The id in a field that `expand` may have filled."""
    return value if isinstance(value, str) else value["id"]


def _money(params: Values) -> Money:
    if params.get("amount") is None:
        raise ParameterMissing("Missing required param: amount.", param="amount")
    return Money(params["amount"], params["currency"])
