"""`/verify`: the text message and the code that completes a login."""

import logging

from flask import (
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from webapp import cookies, htmx
from webapp.access.login_link import LinkDead
from webapp.access.session import Session
from webapp.access.verification import TRIES_MAX, Verification
from webapp.accounts.account import Account
from webapp.accounts.phone import masked
from webapp.errors import AppError
from webapp.login import bp
from webapp.login.message import code_message
from webapp.login.platform_page import name_platform
from webapp.sms import MessageNotSent

log = logging.getLogger(__name__)

CODE_LENGTH_MAX = 64  # room for spaces and dashes, not for a book


class PhoneMissing(AppError):
    """There is no mobile number on your account. Ask the platform to add it, then start again."""

    status = 409


@bp.get("/verify")
def verify() -> Response:
    """The masked number, and the step that comes next."""
    return _page(_pending())


@bp.post("/verify/send")
def send_code() -> Response:
    """Spend the link and text a code."""
    pending = _pending()
    try:
        _send(pending)
    except LinkDead:
        raise  # another browser was first: nothing can be done on this page
    except AppError as error:
        return _page(_pending(), error)
    if htmx.wants_fragment():
        return _page(pending)
    return redirect(url_for("login.verify"), 303)


@bp.post("/verify")
def enter_code() -> Response:
    """Sign in with the right code; anything else keeps the form and says why."""
    pending = _pending()
    code = request.form.get("code", "")[:CODE_LENGTH_MAX]
    try:
        account = pending.complete(code, current_app.config["SECRET_KEY"])
    except AppError as error:
        return _page(pending, error)
    return _sign_in(pending, account)


def _pending() -> Verification:
    """This browser's pending login; a page that says it is over still names its platform."""
    pending = Verification.find(cookies.token(cookies.PENDING))
    if pending.account and not pending.is_self_serve:
        name_platform(pending.account.platform, livemode=pending.account.livemode)
    pending.refuse_if_over()
    return pending


def _send(pending: Verification) -> None:
    """Text the code, outside of any transaction; a failure costs the person nothing."""
    account = pending.account
    if account and not account.phone and not pending.is_self_serve:
        raise PhoneMissing()
    code = pending.next_code(current_app.config["SECRET_KEY"])
    if account is None or account.phone is None or code is None:
        return
    try:
        current_app.extensions["sms"].send(account.phone, code_message(account.platform.name, code))
    except Exception as error:
        log.warning("a text message was not sent: %s", type(error).__name__)
        if pending.is_self_serve:
            return  # to say so would tell that somebody has this address
        pending.unsend()
        raise MessageNotSent() from error


def _sign_in(pending: Verification, account: Account) -> Response:
    """Open the session under a new cookie; the pending one and an older session are spent."""
    older = cookies.token(cookies.SESSION)
    if older:
        Session.end(older)
    token = Session.open(
        account,
        is_framed=pending.is_framed,
        return_url=pending.link and pending.link.redirect_url,
        ip=request.remote_addr,
        agent=request.user_agent.string[:255],
    )
    home = url_for("dashboard.home")
    response = make_response("", 204) if htmx.wants_fragment() else redirect(home, 303)
    if htmx.wants_fragment():
        response.headers["HX-Redirect"] = home
    cookies.keep(response, cookies.SESSION, token, is_framed=pending.is_framed)
    cookies.drop(response, cookies.PENDING, is_framed=pending.is_framed)
    return response


def _page(pending: Verification, error: AppError | None = None) -> Response:
    template = "verify/_form.html" if htmx.wants_fragment() else "verify/index.html"
    context = {"verification": _verification(pending, error), "restart_url": _restart_url(pending)}
    response = make_response(render_template(template, **context), error.status if error else 200)
    response.headers["Vary"] = htmx.FRAGMENT_VARY
    return response


def _verification(pending: Verification, error: AppError | None) -> dict[str, object]:
    """What the page shows; a self-serve login shows no number, which would tell who exists."""
    account = None if pending.is_self_serve else pending.account
    return {
        "masked_phone": masked(account.phone) if account and account.phone else None,
        "is_self_serve": pending.is_self_serve,
        "is_sent": pending.is_code_awaited,
        "is_undelivered": pending.is_code_awaited and pending.sent_at is None,
        "resend_in": pending.resend_in,
        "tries_left": pending.tries_left,
        "tries_limit": TRIES_MAX,
        "is_dead": pending.tries_left == 0,
        "is_test": bool(account and not account.livemode),
        "is_framed": pending.is_framed,
        "error": error and str(error),
    }


def _restart_url(pending: Verification) -> str | None:
    return url_for("login.signin") if pending.is_self_serve else g.get("refresh_url")
