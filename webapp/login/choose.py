"""`/choose`: one e-mail address, several accounts: which one to open."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.access.signin.people import reached
from webapp.access.signin.second_proof import is_enough
from webapp.access.signin.verification import LOST_PHONE, Verification
from webapp.accounts.account import Account
from webapp.errors import NotFound
from webapp.login import bp
from webapp.login.arrival import open_session
from webapp.login.pending import find_pending


@bp.get("/choose")
def choose() -> str | Response:
    """The accounts that the code opened."""
    pending = find_pending()
    if not _is_choice(pending):
        return redirect(url_for("login.verify"))
    accounts = reached(pending)
    more = [one.id for one in accounts if not is_enough(pending, one)]
    return render_template("choose/index.html", accounts=accounts, more=more)


@bp.post("/choose")
def open_chosen() -> Response:
    """Open one of them; any other account is as unknown as none."""
    pending = find_pending()
    accounts = reached(pending) if _is_choice(pending) else []
    if "keep" in request.form and pending.then == LOST_PHONE:
        pending.then = None  # she signs in, and her old number stays
    return open_session(pending, _named(accounts, request.form.get("account", "")))


def _is_choice(pending: Verification) -> bool:
    return pending.is_proven and pending.is_signing_in


def _named(accounts: list[Account], account_id: str) -> Account:
    for account in accounts:
        if account.id == account_id:
            return account
    raise NotFound()
