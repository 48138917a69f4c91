"""`GET /v1/balance`: what an account has, available and pending, in each currency."""

from flask import g

from webapp.api.answer import Json
from webapp.api.endpoint import endpoint
from webapp.api.parameters import Values
from webapp.api.scope import acting_account
from webapp.ledger.balance import balances
from webapp.money import Money


@endpoint("GET", "/balance", answers="balance")
def retrieve_balance(params: Values) -> Json:
    """Retrieve the balance of the account that the request acts for."""
    found = balances(acting_account())
    return {
        "object": "balance",
        "available": [_part(balance.available) for balance in found],
        "connect_reserved": [],
        "livemode": g.scope.livemode,
        "pending": [_part(balance.pending) for balance in found],
    }


def _part(money: Money) -> Json:
    return {
        "amount": money.minor,
        "currency": money.currency,
        "source_types": {"card": money.minor},
    }
