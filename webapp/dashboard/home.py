"""`/`: balance first, then what is coming, what was earned, what happened."""

from typing import Any

from flask import Response, url_for
from flask_login import current_user

from webapp import htmx
from webapp.dashboard import bp
from webapp.dashboard.activity.feed import feed
from webapp.dashboard.balance import balance_panel
from webapp.dashboard.currency import currency_switch, only_currency, shown_currency
from webapp.dashboard.earnings.chart import earnings_panel
from webapp.dashboard.payouts.pages import upcoming_panel


@bp.get("/")
def home() -> Response:
    """The overview, all of it in one currency."""
    return htmx.render("home/index.html", "home/_overview.html", **overview())


def overview() -> dict[str, Any]:
    """All panels of the overview."""
    panel, user = earnings_panel(), current_user._get_current_object()
    range_ = panel["series"]["range"]
    return {
        "currency_choices": currency_switch(
            lambda code: url_for("dashboard.home", range=range_, currency=code), shown_currency()
        ),
        "only_currency": only_currency(),
        "hidden_panels": user.hidden_panels,  # a fragment has no masthead to tell it
        "feed": feed(user, only_currency()),
        **balance_panel(shown_currency()),
        **upcoming_panel(only_currency()),
        **panel,
    }
