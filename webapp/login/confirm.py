"""`/confirm`: a code before a step that could lose somebody money, whoever left the page open."""

from flask import redirect, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from webapp import cookies
from webapp.access.signin.verification import CONFIRM, Verification
from webapp.access.tokens import digest
from webapp.accounts.account import Account
from webapp.login import bp


@bp.get("/confirm")
@login_required
def confirm() -> Response:
    """Begin the second look; `then` names the page of the settings to go on with."""
    token = Verification.begin(
        Account.get_by_id(current_user.account_id),
        purpose=CONFIRM,
        session=digest(cookies.token(cookies.SESSION) or ""),
        then=request.args.get("then", "")[:64],
        is_framed=current_user.is_framed,
    )
    response = redirect(url_for("login.verify"))
    cookies.keep(response, cookies.PENDING, token, is_framed=current_user.is_framed)
    return response
