"""Types of lines in groups that sellers know: each a word in the address and a box to tick."""

from webapp.dashboard.lines.words import LABELS
from webapp.languages import N_
from webapp.ledger.earnings.volume import EARNING_TYPES

GROUPS: dict[str, tuple[str, ...]] = {
    "payments": ("charge", "payment"),
    "refunds": ("payment_failure_refund", "payment_refund", "refund", "refund_failure"),
    "transfers": ("transfer", "transfer_cancel", "transfer_failure", "transfer_refund"),
    "payouts": ("payout", "payout_cancel", "payout_failure"),
    "fees": ("application_fee", "application_fee_refund", "stripe_fee"),
    "other": ("adjustment", "reserve_hold", "reserve_release", "topup"),
}
EARNINGS = "earnings"
GROUP_LABELS = {
    "payments": N_("Payments"),
    "refunds": N_("Refunds"),
    "transfers": N_("Transfers"),
    "payouts": N_("Payouts"),
    "fees": N_("Fees"),
    "other": N_("Everything else"),
    EARNINGS: N_("Earnings"),
}
KNOWN = frozenset(LABELS) | EARNING_TYPES


def types_of(word: str) -> tuple[str, ...]:
    """The types that a word of the address stands for; none if it is no such word."""
    if word == EARNINGS:
        return tuple(sorted(EARNING_TYPES))
    return GROUPS.get(word) or ((word,) if word in KNOWN else ())
