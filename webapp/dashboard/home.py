"""`/`: balance first, then what is coming, what was earned, what happened."""

from flask import Response
from flask_login import current_user

from webapp import htmx
from webapp.dashboard import bp
from webapp.dashboard.activity import feed
from webapp.dashboard.balance import balances
from webapp.dashboard.earnings import earnings_panel
from webapp.dashboard.payouts import upcoming_panel


@bp.get("/")
def home() -> Response:
    """The overview."""
    return htmx.render(
        "home/index.html",
        "home/_overview.html",
        balances=balances(),
        feed=feed(current_user._get_current_object()),
        **upcoming_panel(),
        **earnings_panel(),
    )
