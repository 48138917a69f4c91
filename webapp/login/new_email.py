"""`/email`: another e-mail address of somebody who is signed in; a code goes there at once."""

from flask import make_response, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from webapp import cookies, notices
from webapp.access.contacts import new_email
from webapp.access.contacts.new_phone import FRESH
from webapp.access.sessions.session import Session
from webapp.access.signin.verification import NEW_EMAIL, Verification
from webapp.access.tokens import digest
from webapp.accounts.account import Account
from webapp.accounts.email import LENGTH_MAX, masked_email, normal
from webapp.accounts.factor import EMAIL
from webapp.database import db
from webapp.errors import AppError
from webapp.login import bp
from webapp.login.arrival import ARRIVALS, with_session
from webapp.login.send import deliver
from webapp.seller_pages import allow_her_platform
from webapp.sentences import sentence


@bp.post("/email")
@login_required
def change_email() -> Response:
    """Mail a code to the address; nothing of the account has changed yet."""
    if not current_user.is_fresh(FRESH):
        return redirect(url_for("login.confirm", then="email"), 303)
    account = Account.get_by_id(current_user.account_id)
    try:
        token = new_email.name(
            account,
            normal(request.form.get("email", "")),
            digest(cookies.token(cookies.SESSION) or ""),
            current_user.proof,
            is_framed=current_user.is_framed,
        )
    except AppError as error:
        return _refused(account, error)
    response = deliver(Verification.find(token), EMAIL)
    cookies.keep(response, cookies.PENDING, token, is_framed=current_user.is_framed)
    return response


def arrive_with_email(pending: Verification) -> Response:
    """Change the address, once; the session goes on under a new id, and the old mailbox hears."""
    with db.atomic():
        account, before = new_email.enrol(pending)
        token = Session.renew(cookies.token(cookies.SESSION) or "", proof=EMAIL)
    notices.send(notices.email_changed(account, before))
    url = url_for("settings.settings", saved="email", _anchor="contact")
    return with_session(url, token, pending)


def _refused(account: Account, error: AppError) -> Response:
    """The form with what was typed; an address that cannot be used is no bad request."""
    allow_her_platform()
    page = render_template(
        "settings/email/index.html",
        masked_email=masked_email(account.email) if account.email else None,
        is_fresh=True,
        typed=request.form.get("email", "")[:LENGTH_MAX],
        error=sentence(error),
    )
    return make_response(page, 422 if error.status == 400 else error.status)


ARRIVALS[NEW_EMAIL] = arrive_with_email
