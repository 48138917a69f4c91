"""`/settings/phone`: the number that the codes go to, and the way to another one."""

from flask import Response
from flask_login import current_user

from webapp import htmx
from webapp.access.factors import attempts
from webapp.accounts.account import Account
from webapp.accounts.factor import SMS
from webapp.accounts.payout_hold import held_until
from webapp.accounts.phone import masked
from webapp.fresh_proof import is_fresh
from webapp.settings import bp


@bp.get("/phone")
def phone() -> Response:
    """The number, masked; the form for another one, after a fresh proof."""
    account = Account.get_by_id(current_user.account_id)
    return htmx.render(
        "settings/phone/index.html",
        "settings/phone/_panel.html",
        masked_phone=masked(account.phone) if account.phone else None,
        held_until=held_until(account),
        is_off=attempts.is_off(account.id, SMS),
        is_fresh=is_fresh(),
    )
