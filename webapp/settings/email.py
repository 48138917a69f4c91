"""`/settings/email`: the address that mails and sign-ins go by, and the way to another one."""

from flask import Response
from flask_login import current_user

from webapp import htmx
from webapp.accounts.account import Account
from webapp.accounts.email import masked_email
from webapp.fresh_proof import is_fresh
from webapp.settings import bp


@bp.get("/email")
def email() -> Response:
    """The address, masked; the form for another one, after a fresh proof."""
    account = Account.get_by_id(current_user.account_id)
    return htmx.render(
        "settings/email/index.html",
        "settings/email/_panel.html",
        masked_email=masked_email(account.email) if account.email else None,
        is_fresh=is_fresh(),
        typed="",
        error=None,
    )
