"""`/verify`: the code that completes a sign-in."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from webapp.access.codes.hotp import way_of
from webapp.access.codes.sent_code import SentCode
from webapp.access.contacts.new_phone import nameable
from webapp.access.factors.proof import prove_code
from webapp.access.signin.verification import LOGIN, Verification, VerificationGone
from webapp.errors import AppError
from webapp.login import bp
from webapp.login.arrival import arrive
from webapp.login.pending import find_pending
from webapp.login.proving import noted
from webapp.login.verify_page import page, ways

CODE_LENGTH_MAX = 64  # room for spaces and dashes, not for a book


@bp.get("/verify")
def verify() -> Response:
    """The masked number, and the step that comes next."""
    pending = find_pending()
    if pending.is_proven and not pending.is_signing_in:
        raise VerificationGone()  # what was proven did not get through: begin anew
    if pending.is_proven:
        return redirect(url_for("login.choose"))
    if pending.purpose == LOGIN and nameable(pending):
        return redirect(url_for("login.ask_number"))  # the platform's word is all there is
    return page(pending)


@bp.post("/verify")
def enter_code() -> Response:
    """Sign in with the right code; anything else keeps the form and says why."""
    pending = find_pending()
    code = request.form.get("code", "")[:CODE_LENGTH_MAX]
    way = _way(pending, code)
    try:
        with noted(pending, way):
            prove_code(pending, code, way)
    except AppError as error:
        return page(pending, error)
    return arrive(pending)


def _way(pending: Verification, code: str) -> str:
    """By which way the code came, as its length tells; a test code came by any that was asked."""
    way, other = way_of(code), "email"
    is_asked = SentCode.of(pending, way).sends or not SentCode.of(pending, other).sends
    return way if is_asked and way in ways(pending) else other
