"""`/settings`: a panel for each thing that the seller can see to herself."""

from collections.abc import Mapping

from flask import Response, request
from flask_login import current_user

from webapp import htmx
from webapp.accounts.account import Account
from webapp.errors import AppError
from webapp.sentences import sentence
from webapp.settings import bp, contact, devices, events, notifications, preferences, ways


@bp.get("")
def settings() -> Response:
    """All sections; each one's template names what it needs."""
    return page()


def page(refused: Mapping[str, AppError] | None = None) -> Response:
    """The sections; what was refused is said where it was asked for."""
    account = Account.get_by_id(current_user.account_id)
    response = htmx.render(
        "settings/index.html",
        "settings/_sections.html",
        saved=request.args.get("saved"),
        refused={what: sentence(error) for what, error in (refused or {}).items()},
        **contact.panel(account),
        **preferences.panel(),
        **notifications.panel(account),
        **ways.panel(account),
        **devices.panel(),
        **events.panel(),
    )
    response.status_code = next((error.status for error in (refused or {}).values()), 200)
    return response
