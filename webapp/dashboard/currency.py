"""One currency at a time: the switch that drives every panel, for sellers who have several."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import g, request

from webapp.dashboard import bp
from webapp.dashboard.seller import seller
from webapp.ledger import balance

PARAMETER = "currency"


@dataclass(frozen=True, slots=True)
class Choice:
    """A currency to choose; the `code` of all of them together is None."""

    code: str | None
    url: str
    is_current: bool


def seller_currencies() -> list[str]:
    """The currencies that the seller has, her default first; read once a request."""
    if "seller_currencies" not in g:
        g.seller_currencies = balance.currencies(seller())
    return list(g.seller_currencies)


def asked_currency() -> str | None:
    """The currency that the address asks for; None if it asks for none that the seller has."""
    asked = request.args.get(PARAMETER, "").lower()
    return asked if asked in seller_currencies() else None


def asks_unknown_currency() -> bool:
    """Does the address ask for a currency that the seller does not have?"""
    return bool(request.args.get(PARAMETER)) and asked_currency() is None


def shown_currency() -> str:
    """The currency that every panel shows: the one asked for, or else the seller's default."""
    return asked_currency() or seller_currencies()[0]


def only_currency() -> str | None:
    """The shown currency, if there are others that it could be mixed up with."""
    return shown_currency() if len(seller_currencies()) > 1 else None


@bp.app_template_global()
def chosen_currency() -> str | None:
    """What links between the seller's pages carry on: a currency that she chose among several."""
    if request.blueprint != bp.name or not request.args.get(PARAMETER):
        return None
    return asked_currency() and only_currency()


def currency_switch(
    address: Callable[[str], str], current: str | None, all_url: str | None = None
) -> list[Choice]:
    """What to choose from, each at its address; nothing for sellers with one currency.

    A page that lists all currencies unless asked otherwise gives the address of that list.
    """
    codes = seller_currencies()
    if len(codes) == 1:
        return []
    every = [] if all_url is None else [Choice(None, all_url, current is None)]
    return every + [Choice(code, address(code), code == current) for code in codes]
