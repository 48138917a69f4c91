"""Panels that a platform hides: they stand on no page, and their own addresses say so."""

from flask import request
from flask_login import current_user

from webapp.dashboard import bp
from webapp.errors import AppError

PAYOUTS, EARNINGS, ACTIVITY = "payouts", "earnings", "activity"
# The panel that an address belongs to, by the address's first word.
PANEL_OF = {
    "payouts": PAYOUTS,
    "pay-out": PAYOUTS,
    "payout-schedule": PAYOUTS,
    "payout-calendar": PAYOUTS,
    "earnings": EARNINGS,
    "activity": ACTIVITY,
    "statements": ACTIVITY,
    "views": ACTIVITY,
}


class PanelHidden(AppError):
    """This page is not part of your dashboard. Go back to your overview."""

    status = 404


def is_shown(panel: str) -> bool:
    """Does the signed-in seller's platform show this panel?"""
    return panel not in current_user.hidden_panels


@bp.before_request
def refuse_hidden() -> None:
    """Answer for no address of a hidden panel: raises `PanelHidden`."""
    word = request.path.split("/")[1].partition(".")[0]
    if word in PANEL_OF and not is_shown(PANEL_OF[word]):
        raise PanelHidden()
