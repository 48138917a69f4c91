"""`/settings`: a panel for each thing that the seller can see to herself."""

from flask import Response
from flask_login import current_user

from webapp import htmx
from webapp.accounts.account import Account
from webapp.accounts.phone import masked
from webapp.settings import bp, devices, events, ways


@bp.get("")
def settings() -> Response:
    """All sections; each one's template names what it needs."""
    account = Account.get_by_id(current_user.account_id)
    return htmx.render(
        "settings/index.html",
        "settings/_sections.html",
        masked_phone=masked(account.phone) if account.phone else None,
        **ways.panel(account),
        **devices.panel(),
        **events.panel(),
    )
