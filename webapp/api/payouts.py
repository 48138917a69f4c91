"""`/v1/payouts`: money on its way to the bank, and what the bank said of it."""

from collections.abc import Sequence

from flask import g

from webapp.access.audit import payout_notes
from webapp.api.answer import Json
from webapp.api.endpoint import endpoint
from webapp.api.kinds import DESCRIPTION_LENGTH, Choice, Currency, Text, amount
from webapp.api.metadata import Metadata, renote, written
from webapp.api.noting import actor
from webapp.api.parameters import Range, Values
from webapp.api.resource import NO_OBJECT, PAGE, Link, Resource, equal, resource, within
from webapp.api.scope import acting_account
from webapp.ledger.payouts import failures
from webapp.ledger.payouts.payout import METHODS, STANDARD, Payout, pay_out
from webapp.ledger.payouts.states import FAILED, IN_TRANSIT, PAID, STATUSES
from webapp.money import Money

DESCRIPTOR_LENGTH = 22  # of a bank statement's line; Stripe refuses longer ones too

CREATE = {
    "amount": amount(required=True),
    "currency": Currency(required=True),
    "description": Text(max=DESCRIPTION_LENGTH),
    "destination": Text(),
    "metadata": Metadata(),
    "method": Choice(of=METHODS),
    "source_type": Choice(of=("bank_account", "card", "fpx")),
    "statement_descriptor": Text(max=DESCRIPTOR_LENGTH),
}
LIST = {**PAGE, "arrival_date": Range(), "status": Choice(of=STATUSES), "destination": Text()}
MARK = {
    "status": Choice(of=(IN_TRANSIT, PAID, FAILED), required=True),
    "failure_code": Choice(of=failures.CODES),
    "trace_id": Text(),
}


def as_json(payouts: Sequence[Payout], livemode: bool) -> list[Json]:
    """Payouts as Stripe writes them."""
    return [_payout(payout, livemode) for payout in payouts]


PAYOUT = resource(
    Resource(
        "payout",
        Payout,
        as_json,
        links={
            "balance_transaction": Link(("balance_transaction",)),
            "destination": Link(("bank_account",)),
            "failure_balance_transaction": Link(("balance_transaction",)),
            **dict.fromkeys(("application_fee", "original_payout", "reversed_by"), NO_OBJECT),
        },
        prefixes=("po",),
    )
)


@endpoint("POST", "/payouts", CREATE, answers="payout")
def create_payout(params: Values) -> Json:
    """Send some of the available balance to the account's bank."""
    payout = pay_out(
        acting_account(),
        Money(params["amount"], params["currency"]),
        description=params.get("description"),
        metadata=written(params.get("metadata")),
        method=params.get("method") or STANDARD,
        destination=params.get("destination"),
        statement_descriptor=params.get("statement_descriptor"),
    )
    payout_notes.made(payout, actor=actor())
    return PAYOUT.one(payout, g.scope)


@endpoint("GET", "/payouts", LIST, answers="payout", is_list=True)
def list_payouts(params: Values) -> Json:
    """List the account's payouts, newest first."""
    where = [
        *within(Payout.arrival_date, params.get("arrival_date")),
        *equal(Payout, params, "status", "destination"),
    ]
    return PAYOUT.listed(g.scope, params, where)


@endpoint("GET", "/payouts/<id_>", answers="payout")
def retrieve_payout(params: Values, id_: str) -> Json:
    """Retrieve one payout."""
    return PAYOUT.one(PAYOUT.find(g.scope, id_), g.scope)


@endpoint("POST", "/payouts/<id_>", {"metadata": Metadata()}, answers="payout")
def update_payout(params: Values, id_: str) -> Json:
    """Change a payout's metadata."""
    payout = PAYOUT.find(g.scope, id_)
    renote(payout, params)
    return PAYOUT.one(payout, g.scope)


@endpoint("POST", "/payouts/<id_>/cancel", answers="payout")
def cancel_payout(params: Values, id_: str) -> Json:
    """Call a pending payout back."""
    payout = PAYOUT.find(g.scope, id_).cancel()
    payout_notes.note("payout.canceled", payout, actor=actor())
    return PAYOUT.one(payout, g.scope)


@endpoint("POST", "/payouts/<id_>/mark", MARK, answers="payout")
def mark_payout(params: Values, id_: str) -> Json:
    """Record what the bank said: the payout is in transit, paid or failed."""
    payout = PAYOUT.find(g.scope, id_)
    marked = payout.mark(
        params["status"],
        failure_code=params.get("failure_code"),
        trace_id=params.get("trace_id"),
    )
    said = {"status": marked.status, "failure_code": marked.failure_code}
    payout_notes.note("payout.marked", marked, actor=actor(), **said)
    return PAYOUT.one(marked, g.scope)


def _payout(payout: Payout, livemode: bool) -> Json:
    return {
        "id": payout.id,
        "object": "payout",
        "amount": payout.amount,
        "application_fee": None,
        "application_fee_amount": None,
        "arrival_date": payout.arrival_date,
        "automatic": payout.automatic,
        "balance_transaction": payout.balance_transaction,
        "created": payout.created,
        "currency": payout.currency,
        "description": payout.description,
        "destination": payout.destination,
        "failure_balance_transaction": payout.failure_balance_transaction,
        "failure_code": payout.failure_code,
        "failure_message": payout.failure_message,
        "livemode": livemode,
        "metadata": payout.metadata or {},
        "method": payout.method,
        "original_payout": None,
        "payout_method": None,
        "reconciliation_status": "completed" if payout.automatic else "not_applicable",
        "reversed_by": None,
        "source_type": "card",
        "statement_descriptor": payout.statement_descriptor,
        "status": payout.status,
        "trace_id": payout.trace_id and {"status": "supported", "value": payout.trace_id},
        "type": "bank_account",
    }
