"""`/verify/lost-phone`: in by a code to the e-mail address, then on to a new number.

Who came by an e-mail address goes the same way whether or not anybody has it.
"""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.access.signin.verification import LOGIN, LOST_PHONE, Verification
from webapp.accounts.factor import EMAIL
from webapp.errors import AppError, NotFound
from webapp.login import bp
from webapp.login.pending import find_pending
from webapp.login.send import deliver
from webapp.login.verify_page import shown, ways


class NoMailForIt(AppError):
    """We cannot mail you a code. Ask the platform to let you choose a new number."""

    status = 409


@bp.get("/verify/lost-phone")
def lost_phone() -> str | Response:
    """What will happen, before it does."""
    pending = _find()
    if pending.is_proven:
        return redirect(url_for("login.choose"))
    return render_template("verify/lost_phone.html", verification=shown(pending, None))


@bp.post("/verify/lost-phone")
def begin_lost_phone() -> Response:
    """Mail the code, and remember what it is to lead to."""
    pending = _find()
    if EMAIL not in ways(pending):
        raise NoMailForIt()
    pending.go_on_with(LOST_PHONE)
    return deliver(pending, EMAIL)


def _find() -> Verification:
    pending = find_pending()
    if pending.purpose != LOGIN:
        raise NotFound()
    return pending
