"""A payout schedule in a sentence."""

from typing import Any

from flask_babel import gettext as _

from webapp.accounts.account import Account
from webapp.accounts.payout_controls import PAY_OUT, PayoutControls
from webapp.formatting import listing
from webapp.ledger.automatic_payouts.due import WEEKDAYS
from webapp.reading import locale

MANUAL = "manual"


def schedule(account: Account) -> str:
    """When the account's money goes to the bank."""
    anchors: dict[str, Any] = account.payout_anchors or {}
    if account.payout_interval == "weekly":
        days = listing([weekday(day) for day in anchors.get("weekly", ["monday"])])
        return str(_("Automatic payouts: every week on %(days)s.", days=days))
    if account.payout_interval == "monthly":
        dates = listing([str(day) for day in sorted(anchors.get("monthly", [1]))])
        return str(_("Automatic payouts: each month on day %(dates)s.", dates=dates))
    if account.payout_interval != MANUAL:
        return str(_("Automatic payouts: every day."))
    if PAY_OUT in PayoutControls.of(account.platform_id):
        return str(_("No automatic payouts: you decide when money goes to your bank."))
    platform = account.platform.name
    return str(_("No automatic payouts: %(platform)s makes them by hand.", platform=platform))


def weekday(name: str) -> str:
    """Stripe's name of a weekday in the reader's language."""
    return str(locale().days["format"]["wide"][WEEKDAYS.index(name)])
