"""The conditions by which a filter finds the lines that a payout is made of."""

from typing import Any

from webapp.ledger.automatic_payouts import makeup
from webapp.ledger.payouts.payout import Payout

NEVER = (0, 0)


def window_of(payout: Payout) -> dict[str, Any]:
    """The fields of a `LineFilter`; a payout of which no lines are known has none."""
    found = makeup.window(payout)
    return {
        "payout": payout.id,
        "currency": payout.currency,
        "settles": (found.after or 0, found.through) if found else NEVER,
        "besides": payout.balance_transaction,
    }
