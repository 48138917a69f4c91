"""Where a figure leads: the address of its list, unless the platform hides that list."""

from typing import Any

from flask import url_for

from webapp.dashboard.hidden import ACTIVITY, PAYOUTS, is_shown


def earnings_url(currency: str, begins: str | int, ends: str | int) -> str | None:
    """The earnings of some of the seller's days, both inclusive, or between two moments."""
    return _list_url(ACTIVITY, type="earnings", currency=currency, **{"from": begins, "to": ends})


def balance_url(currency: str, status: str) -> str | None:
    """The lines that are available or pending."""
    return _list_url(ACTIVITY, status=status, currency=currency)


def payouts_url(currency: str, status: str) -> str | None:
    """The payouts in a state."""
    return _list_url(PAYOUTS, status=status, currency=currency)


def payout_lines_url(currency: str | None) -> str | None:
    """The lines of payouts, those too that no payout of ours tells of."""
    return _list_url(ACTIVITY, type="payouts", currency=currency)


def _list_url(panel: str, **asked: Any) -> str | None:
    return url_for(f"dashboard.{panel}", **asked) if is_shown(panel) else None
