"""Where a figure leads: the address of the list that adds up to it."""

from typing import Any

from flask import url_for


def earnings_url(currency: str, begins: str | int, ends: str | int) -> str:
    """The earnings of some of the seller's days, both inclusive, or between two moments."""
    return _lines_url(type="earnings", currency=currency, **{"from": begins, "to": ends})


def balance_url(currency: str, status: str) -> str:
    """The lines that are available or pending."""
    return _lines_url(status=status, currency=currency)


def payouts_url(currency: str, status: str) -> str:
    """The payouts in a state."""
    return url_for("dashboard.payouts", status=status, currency=currency)


def _lines_url(**asked: Any) -> str:
    return url_for("dashboard.activity", **asked)
