"""`/v1/balance_transactions`: the lines of an account's ledger, and dated lines in bulk."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import orjson
from flask import g

from webapp import clock
from webapp.api.answer import Json
from webapp.api.endpoint import endpoint
from webapp.api.kinds import (
    DESCRIPTION_LENGTH,
    Currency,
    Integer,
    Text,
    timestamp,
)
from webapp.api.metadata import Metadata, written
from webapp.api.parameters import Array, Object, Values, inside, refuse_together
from webapp.api.payout_transactions import lines_of_payout
from webapp.api.reporting import category
from webapp.api.resource import PAGE, Link, Resource, as_list, cursors, resource
from webapp.errors import AppError
from webapp.ledger.lines.journal import BalanceTransaction, NewLine, record_all
from webapp.ledger.lines.page import Line, line_page
from webapp.money import AMOUNT_MAX

LINES_MAX = 1_000

LINE = {
    "type": Text(required=True, max=50, pattern="[a-z][a-z0-9_]*"),
    "amount": Integer(required=True, min=-AMOUNT_MAX, max=AMOUNT_MAX),
    "fee": Integer(min=-AMOUNT_MAX, max=AMOUNT_MAX),
    "currency": Currency(required=True),
    "created": timestamp(),
    "available_on": timestamp(),
    "description": Text(max=DESCRIPTION_LENGTH),
    "metadata": Metadata(),
    "source": Text(),
}
ONE = Object(fields=LINE)
CREATE = {
    "lines": Array(of=ONE, min=1, max=LINES_MAX),
    **{name: replace(kind, required=False) for name, kind in LINE.items()},
}
LIST = {**PAGE, "currency": Currency(), "type": Text(), "source": Text(), "payout": Text()}


def as_json(lines: Sequence[BalanceTransaction | NewLine | Line], _livemode: bool) -> list[Json]:
    """Lines as Stripe writes them, and their metadata."""
    now = clock.now()
    return [_line(line, now) for line in lines]


BALANCE_TRANSACTION = resource(
    Resource(
        "balance_transaction",
        BalanceTransaction,
        as_json,
        links={"source": Link(("charge", "refund", "transfer", "transfer_reversal", "payout"))},
        prefixes=("txn",),
    )
)


@endpoint("GET", "/balance_transactions", LIST, answers="balance_transaction", is_list=True)
def list_balance_transactions(params: Values) -> Json:
    """List the lines of the account's ledger, newest first."""
    equal_to = {name: params.get(name) for name in ("currency", "type", "source")}
    filters = [(name, "eq", value) for name, value in equal_to.items() if value is not None]
    filters += [("created", bound, at) for bound, at in (params.get("created") or {}).items()]
    if params.get("payout"):
        page = lines_of_payout(g.scope.account_id, params["payout"], filters, cursors(params))
    else:
        page = line_page(g.scope.account_id, filters, **cursors(params))
    return as_list(as_json(page.items, g.scope.livemode), has_more=page.has_more)


@endpoint("GET", "/balance_transactions/<id_>", answers="balance_transaction")
def retrieve_balance_transaction(params: Values, id_: str) -> Json:
    """Retrieve one line."""
    return BALANCE_TRANSACTION.one(BALANCE_TRANSACTION.find(g.scope, id_), g.scope)


@endpoint("POST", "/balance_transactions", CREATE, answers="balance_transaction")
def create_balance_transactions(params: Values) -> Json:
    """Write one dated line, or up to 1,000 of them, into the account's ledger."""
    if params.get("lines") is None:
        line = _new_line(ONE.read(params, ""), "")
        record_all(g.scope.account_id, [line])
        return BALANCE_TRANSACTION.one(line, g.scope)
    for name in LINE:
        refuse_together(params, "lines", name)
    lines = [_new_line(line, f"lines[{place}]") for place, line in enumerate(params["lines"])]
    record_all(g.scope.account_id, lines)
    return as_list(as_json(lines, g.scope.livemode))


def _new_line(given: Values, where: str) -> NewLine:
    """The line; what the ledger refuses of it is named by its place among the parameters."""
    filled = {name: value for name, value in given.items() if value is not None}
    try:
        return NewLine(**filled | {"metadata": written(given.get("metadata"))})
    except AppError as error:
        error.param = error.param and inside(where, error.param)
        raise


def _line(line: Any, now: int) -> Json:
    return {
        "id": line.id,
        "object": "balance_transaction",
        "amount": line.amount,
        "available_on": line.available_on,
        "balance_type": "payments",
        "created": line.created,
        "currency": line.currency,
        "description": line.description,
        "exchange_rate": None,
        "fee": line.fee,
        "fee_details": _fee_details(line.fee, line.currency) if line.fee else [],
        "metadata": _notes(line.metadata),
        "net": line.net,
        "reporting_category": category(line.type),
        "source": line.source,
        "status": "available" if line.available_on <= now else "pending",
        "type": line.type,
    }


def _notes(metadata: str | dict[str, str] | None) -> Json | orjson.Fragment:
    """The notes; a page of lines has them as JSON text already, which goes out as it is."""
    return orjson.Fragment(metadata) if isinstance(metadata, str) else metadata or {}


def _fee_details(fee: int, currency: str) -> list[Json]:
    return [
        {
            "amount": fee,
            "application": None,
            "currency": currency,
            "description": None,
            "type": "application_fee",
        }
    ]
