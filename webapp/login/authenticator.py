"""`/verify/authenticator`: the six digits that the seller's own app shows."""

from flask import request
from werkzeug.wrappers import Response

from webapp.access.codes.hotp import digits
from webapp.access.factors.authenticator import Authenticator
from webapp.access.factors.proof import CodeMalformed
from webapp.accounts.factor import TOTP
from webapp.login import bp
from webapp.login.pending import find_pending
from webapp.login.trying import answer, offer

CODE_LENGTH, TYPED_LENGTH_MAX = 6, 64


class AppCodeMalformed(CodeMalformed):
    """The app shows six digits. Type all of them."""


@bp.get("/verify/authenticator")
def authenticator() -> Response:
    """Ask for the app's code."""
    return offer(find_pending(), TOTP)


@bp.post("/verify/authenticator")
def enter_app_code() -> Response:
    """Sign in with the app's code, each of which works once."""
    pending, typed = find_pending(), request.form.get("code", "")[:TYPED_LENGTH_MAX]
    if len(digits(typed)) != CODE_LENGTH:
        return offer(pending, TOTP, AppCodeMalformed())
    return answer(pending, TOTP, lambda them: Authenticator.opened([one.id for one in them], typed))
