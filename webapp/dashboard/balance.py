"""The balance card: available, pending, on its way to the bank, for each currency."""

from dataclasses import dataclass
from datetime import date

from webapp import clock
from webapp.dashboard.seller import seller
from webapp.ledger import balance, payouts_underway
from webapp.money import Money


@dataclass(frozen=True, slots=True)
class BalanceCard:
    """One currency's figures."""

    currency: str
    available: Money
    pending: Money
    on_its_way: Money
    pending_until: date | None


def balances() -> list[BalanceCard]:
    """The seller's balances, the default currency first."""
    account = seller()
    on_its_way = payouts_underway.on_its_way(account.id)
    return [
        BalanceCard(
            currency=found.currency,
            available=found.available,
            pending=found.pending,
            on_its_way=Money(on_its_way.get(found.currency, 0), found.currency),
            pending_until=_day(found.pending_until, account.timezone),
        )
        for found in balance.balances(account)
    ]


def _day(seconds: int | None, zone: str) -> date | None:
    return None if seconds is None else clock.local_day(seconds, zone)
