"""`/v1/charges`: money from buyers, for the platform, for a seller, or through one to the other."""

from flask import g

from webapp import clock
from webapp.accounts.account import Account
from webapp.api.answer import Json
from webapp.api.charge_json import as_json
from webapp.api.endpoint import endpoint
from webapp.api.errors import NoSuch
from webapp.api.kinds import DESCRIPTION_LENGTH, Boolean, Currency, Integer, Text, amount
from webapp.api.metadata import Metadata, merged, written
from webapp.api.parameters import Object, Values, refuse_together
from webapp.api.resource import NO_OBJECT, PAGE, Link, Resource, equal, resource
from webapp.api.scope import acting_account, connected_account, refuse_connected
from webapp.errors import AppError
from webapp.ledger.payments import card_tokens
from webapp.ledger.payments.charges import Charge, charge, settles_on
from webapp.ledger.payments.destination_charges import destination_charge
from webapp.money import AMOUNT_MAX, Money

TRANSFER = {
    "destination": Text(required=True),
    "amount": amount(),
}
WORDS = {"description": Text(max=DESCRIPTION_LENGTH), "metadata": Metadata()}
DETAILS = {
    "customer": Text(),
    "receipt_email": Text(),
    "statement_descriptor": Text(max=22),
    "transfer_group": Text(),
}
CREATE = {
    "amount": amount(required=True),
    "currency": Currency(required=True),
    "source": Text(),
    "payment_method": Text(),
    "application_fee_amount": Integer(min=0, max=AMOUNT_MAX),
    "capture": Boolean(),
    "on_behalf_of": Text(),
    "transfer_data": Object(fields=TRANSFER),
    **WORDS,
    **DETAILS,
}
UPDATE = {**WORDS, "customer": Text(), "receipt_email": Text(), "transfer_group": Text()}
LIST = {**PAGE, "customer": Text(), "transfer_group": Text()}


class NotCaptured(AppError):
    """Charges are recorded when their money has moved: leave out capture, or send true."""


class FeeNeedsSeller(AppError):
    """Only a charge for a connected account can have an application_fee_amount."""


OF_STRIPE = ("application", "application_fee", "customer", "payment_intent", "review")

CHARGE = resource(
    Resource(
        "charge",
        Charge,
        as_json,
        links={
            "balance_transaction": Link(("balance_transaction",)),
            "on_behalf_of": Link(("account",)),
            "source_transfer": Link(("transfer",), lambda _, scope: scope.of_platform()),
            "transfer": Link(("transfer",)),
            **dict.fromkeys((*OF_STRIPE, "failure_balance_transaction"), NO_OBJECT),
        },
        prefixes=("ch", "py"),
    )
)


@endpoint("POST", "/charges", CREATE, answers="charge")
def create_charge(params: Values) -> Json:
    """Record a payment: under `Stripe-Account` it is the seller's, with a destination both's."""
    seller = _seller(params)
    _refuse_contradictions(params, seller)
    card, account = _card(params), acting_account()
    at_once = card is not None and card.bypasses_pending
    now = clock.now()
    details = {name: params.get(name) for name in (*DETAILS, "description", "on_behalf_of")}
    details |= {
        "available_on": now if at_once else settles_on(seller or account, now),
        "card": card and card.as_details(),
        "metadata": written(params.get("metadata")),
    }
    made = _record(params, account, seller, details)
    return CHARGE.one(made, g.scope)


@endpoint("GET", "/charges", LIST, answers="charge", is_list=True)
def list_charges(params: Values) -> Json:
    """List the account's charges, and the payments that transfers brought, newest first."""
    return CHARGE.listed(g.scope, params, equal(Charge, params, "customer", "transfer_group"))


@endpoint("GET", "/charges/<id_>", answers="charge")
def retrieve_charge(params: Values, id_: str) -> Json:
    """Retrieve one charge, or one payment that a transfer brought."""
    return CHARGE.one(CHARGE.find(g.scope, id_), g.scope)


@endpoint("POST", "/charges/<id_>", UPDATE, answers="charge")
def update_charge(params: Values, id_: str) -> Json:
    """Change the words and notes on a charge; the seller reads them at once."""
    found = CHARGE.find(g.scope, id_)
    changed = {n: params[n] for n in ("customer", "receipt_email", "transfer_group") if n in params}
    metadata = found.metadata
    if "metadata" in params:
        metadata = merged(metadata, params["metadata"])
    found.amend(params.get("description", found.description), metadata, **changed)
    return CHARGE.one(found, g.scope)


def _seller(params: Values) -> Account | None:
    """The account that gets the money of a charge made by the platform, if it is for one."""
    transfer_data = params.get("transfer_data") or {}
    on_behalf_of = params.get("on_behalf_of")
    named = {"transfer_data[destination]": transfer_data.get("destination")}
    named["on_behalf_of"] = on_behalf_of
    if any(named.values()):
        refuse_connected()
    found = [_named(account_id, param) for param, account_id in named.items() if account_id]
    return found[0] if found else None


def _named(account_id: str, param: str) -> Account:
    account = connected_account(account_id)
    if account is None:
        raise NoSuch(f"No such destination: {account_id!r}", param=param)
    return account


def _refuse_contradictions(params: Values, seller: Account | None) -> None:
    if params.get("capture") is False:
        raise NotCaptured(param="capture")
    refuse_together(params, "source", "payment_method")
    if params.get("application_fee_amount") and seller is None and g.scope.is_platform:
        raise FeeNeedsSeller(param="application_fee_amount")
    share = {"transfer_data[amount]": (params.get("transfer_data") or {}).get("amount")}
    refuse_together(params | share, "application_fee_amount", "transfer_data[amount]")


def _card(params: Values) -> card_tokens.Card | None:
    """The test card of the token; in live mode the money has moved elsewhere already."""
    name = "source" if params.get("source") else "payment_method"
    if g.scope.livemode or not params.get(name):
        return None
    return card_tokens.read(params[name], name)


def _record(params: Values, account: Account, seller: Account | None, details: Values) -> Charge:
    money = Money(params["amount"], params["currency"])
    fee = params.get("application_fee_amount")
    if seller is None:
        return charge(account, money, application_fee=fee, **details)
    share = (params.get("transfer_data") or {}).get("amount")
    return destination_charge(account, seller, money, share=share, application_fee=fee, **details)
