"""What the audit log says of a payout, alike whether a seller, a key or the daily run acts."""

from typing import Any, Protocol

from webapp.access.audit import trail


class Noted(Protocol):
    """What of a payout is said; its amount in minor units."""

    id: str
    account_id: str
    amount: int
    currency: str
    destination: str | None


def made(payout: Noted, *, actor: str, **more: Any) -> None:
    """Write down that a payout was made, and to which bank account."""
    note("payout.created", payout, actor=actor, destination=payout.destination, **more)


def note(event: str, payout: Noted, *, actor: str, **more: Any) -> None:
    """Write down what was done to a payout; it belongs to the write's transaction."""
    trail.record(
        event,
        account=payout.account_id,
        actor=actor,
        payout=payout.id,
        amount=payout.amount,
        currency=payout.currency,
        **more,
    )
