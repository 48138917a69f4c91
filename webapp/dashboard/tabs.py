"""Which of the tabs over every page a page lies below, by its address."""

from flask import request

from webapp.dashboard import bp

BELOW = {
    "activity": "activity",
    "views": "activity",
    "statements": "activity",
    "payouts": "payouts",
    "pay-out": "payouts",
    "payout-schedule": "payouts",
    "payout-calendar": "payouts",
    "earnings": "earnings",
}


@bp.app_template_global()
def current_tab() -> str | None:
    """The tab under which this page lies: a line's is its list's."""
    if request.url_rule is None or request.blueprint != bp.name:
        return None
    return BELOW.get(request.url_rule.rule.split("/")[1])
