"""The balance card: available, pending, on its way to the bank, each with the list behind it."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from webapp.dashboard.lists import balance_url, payouts_url
from webapp.dashboard.seller import seller
from webapp.ledger import balance
from webapp.ledger.payouts import underway
from webapp.ledger.pending import pending
from webapp.money import Money


@dataclass(frozen=True, slots=True)
class BalanceCard:
    """One currency's figures, and the lists that add up to them."""

    currency: str
    available: Money
    pending: Money
    on_its_way: Money
    available_url: str | None
    pending_url: str | None
    on_its_way_url: str | None
    url: str
    """The overview in this currency."""


def balance_panel(currency: str) -> dict[str, Any]:
    """The shown currency's figures, why its money is pending, and the other currencies'."""
    account = seller()
    on_its_way = underway.on_its_way(account.id)
    cards = {
        found.currency: _card(found, on_its_way.get(found.currency, 0))
        for found in balance.balances(account)
    }
    shown = cards.pop(currency)
    return {
        "balance": shown,
        "pending": pending(account, shown.available),
        "other_balances": list(cards.values()),
    }


def _card(found: balance.Balance, on_its_way: int) -> BalanceCard:
    currency = found.currency
    return BalanceCard(
        currency=currency,
        available=found.available,
        pending=found.pending,
        on_its_way=Money(on_its_way, currency),
        available_url=balance_url(currency, "available"),
        pending_url=balance_url(currency, "pending"),
        on_its_way_url=payouts_url(currency, "on_the_way"),
        url=url_for("dashboard.home", currency=currency),
    )
