"""`/verify`: the text message and the code that completes a login."""

import logging

from flask import (
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from webapp import htmx
from webapp.access.session import Session
from webapp.access.verification import TRIES_MAX, Verification
from webapp.accounts.phone import masked
from webapp.errors import AppError
from webapp.login import bp, cookies
from webapp.login.message import code_message
from webapp.login.platform_page import name_platform
from webapp.sms import MessageNotSent

log = logging.getLogger(__name__)


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
    except AppError as error:
        return _page(pending, error)
    if htmx.wants_fragment():
        return _page(pending)
    return redirect(url_for("login.verify"), 303)


@bp.post("/verify")
def enter_code() -> Response:
    """Sign in with the right code; anything else keeps the form and says why."""
    pending = _pending()
    try:
        pending.complete(request.form.get("code", "")[:64], current_app.config["SECRET_KEY"])
    except AppError as error:
        return _page(pending, error)
    return _sign_in(pending)


def _pending() -> Verification:
    pending = Verification.find(cookies.token(cookies.PENDING))
    if pending.account and pending.link:
        name_platform(pending.account.platform, pending.account)
    return pending


def _send(pending: Verification) -> None:
    """Text the code, outside of any transaction; a failure costs the person nothing."""
    code = pending.next_code(current_app.config["SECRET_KEY"])
    account = pending.account
    if account is None or account.phone is None:
        return
    try:
        current_app.extensions["sms"].send(account.phone, code_message(account.platform.name, code))
    except Exception as error:
        log.warning("a text message was not sent: %s", type(error).__name__)
        pending.unsend()
        raise MessageNotSent() from error


def _sign_in(pending: Verification) -> Response:
    """Open the session under a new cookie; the pending one is spent."""
    account = pending.account
    assert account is not None, "only a real account's code is right"
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
    response.vary.update(htmx.FRAGMENT_VARY)
    return response


def _verification(pending: Verification, error: AppError | None) -> dict[str, object]:
    """What the page shows; a self-serve login shows no number, which would tell who exists."""
    account = pending.account
    is_known = account is not None and account.phone is not None and pending.link is not None
    return {
        "masked_phone": masked(account.phone) if is_known else None,
        "is_sent": pending.sends > 0,
        "resend_in": pending.resend_in,
        "tries_left": pending.tries_left,
        "tries_limit": TRIES_MAX,
        "is_dead": pending.tries_left == 0,
        "is_test": bool(account and pending.link and not account.livemode),
        "error": error and str(error),
        "email": None,
    }


def _restart_url(pending: Verification) -> str | None:
    return g.get("refresh_url") if pending.link else url_for("login.signin")
