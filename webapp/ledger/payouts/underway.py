"""Payouts that a seller waits for: those on their way, and those that did not arrive."""

from peewee import fn

from webapp.ledger.payouts.payout import Payout
from webapp.ledger.payouts.states import FAILED, ON_THE_WAY


def on_its_way(account_id: str) -> dict[str, int]:
    """Minor units by currency that have left the balance and not yet reached the bank."""
    query = (
        Payout.select(Payout.currency, fn.SUM(Payout.amount))
        .where(Payout.account == account_id, Payout.status.in_(ON_THE_WAY))
        .group_by(Payout.currency)
    )
    return {currency: int(amount) for currency, amount in query.tuples()}


def upcoming(account_id: str, currency: str | None = None, limit: int = 5) -> list[Payout]:
    """Payouts on their way, in all currencies or in one, the next to arrive first."""
    query = Payout.select().where(Payout.account == account_id, Payout.status.in_(ON_THE_WAY))
    if currency:
        query = query.where(Payout.currency == currency)
    return list(query.order_by(Payout.arrival_date, Payout.id).limit(limit))


def stopped(account_id: str, since: int, limit: int = 3) -> list[Payout]:
    """Payouts that failed since then, the latest first."""
    query = Payout.select().where(
        Payout.account == account_id, Payout.status == FAILED, Payout.changed_at >= since
    )
    return list(query.order_by(Payout.arrival_date.desc(), Payout.id.desc()).limit(limit))
