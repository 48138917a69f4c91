"""`/`: balance first, then what is coming, what was earned, what happened."""

from flask import render_template
from flask_login import current_user

from webapp.dashboard import bp
from webapp.dashboard.activity import feed
from webapp.dashboard.balance import balances
from webapp.dashboard.earnings import earnings_panel
from webapp.dashboard.payouts import upcoming_panel


@bp.get("/")
def home() -> str:
    """The overview."""
    return render_template(
        "home/index.html",
        balances=balances(),
        feed=feed(current_user._get_current_object()),
        **upcoming_panel(),
        **earnings_panel(),
    )
