"""Why money is pending: what becomes available on which of the seller's days."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger import balance
from webapp.money import Money

DAYS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Pending:
    """A currency's pending money by day, the next day first; all of it adds up to the balance."""

    days: tuple[tuple[date, Money], ...]
    later: Money
    """What becomes available after those days."""
    last: date | None
    """The day on which the last of it does."""
    covers_on: date | None
    """The day on which a balance below zero is above it again, if what is pending does that."""


def pending(account: Account, available: Money, limit: int = DAYS_SHOWN) -> Pending:
    """The pending money in the currency of what is available now."""
    days = sorted(_by_day(account, available.currency).items())
    shown, more = days[:limit], days[limit:]
    return Pending(
        days=tuple((day, Money(net, available.currency)) for day, net in shown),
        later=Money(sum(net for _, net in more), available.currency),
        last=days[-1][0] if days else None,
        covers_on=_covers_on(available.minor, days) if available.minor < 0 else None,
    )


def _by_day(account: Account, currency: str) -> dict[date, int]:
    days: dict[date, int] = defaultdict(int)
    for settling, available_on, net in balance.moments(account.id, clock.now()):
        if available_on and settling == currency:
            days[clock.local_day(available_on, account.timezone)] += net
    return days


def _covers_on(balance: int, days: list[tuple[date, int]]) -> date | None:
    for day, net in days:
        balance += net
        if balance >= 0:
            return day
    return None
