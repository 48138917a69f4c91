"""The states of a payout, and which may follow which."""

from webapp.errors import AppError

PENDING, IN_TRANSIT, PAID, FAILED, CANCELED = "pending", "in_transit", "paid", "failed", "canceled"
STATUSES = (PENDING, IN_TRANSIT, PAID, FAILED, CANCELED)
ON_THE_WAY = (PENDING, IN_TRANSIT)
# Stripe: "a payout can be paid and later fail"; nothing comes back from failed or canceled.
ALLOWED = {
    PENDING: {IN_TRANSIT, PAID, FAILED, CANCELED},
    IN_TRANSIT: {PAID, FAILED},
    PAID: {FAILED},
    FAILED: set(),
    CANCELED: set(),
}


class PayoutNotPossible(AppError):
    """A payout in this state cannot be changed like that."""

    code = "payouts_not_allowed"


def refuse_unless_allowed(before: str, after: str) -> None:
    """Raise `PayoutNotPossible` if a payout cannot go from one state to the other."""
    if after not in ALLOWED[before]:
        raise PayoutNotPossible(f"A payout that is {before} cannot become {after}.", param="status")
