"""`/signout`: ends on the server what this browser has, or everything, and empties the browser."""

from flask import g, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from webapp import cookies, framing
from webapp.access import ending
from webapp.access.contacts.new_phone import FRESH
from webapp.access.sessions.reach import others
from webapp.access.sessions.session import Session
from webapp.access.sessions.signed_in import SignedIn
from webapp.access.signin.verification import Verification
from webapp.accounts.account import Account
from webapp.login import bp
from webapp.login.platform_page import name_platform


@bp.post("/signout")
def signout() -> Response:
    """End the session, say so, and go back to the platform if it named a page to go to."""
    user = _who()
    token = cookies.token(cookies.SESSION)
    if token:
        Session.end(token)
    return _leave(user)


@bp.post("/signout/everywhere")
def signout_everywhere() -> Response:
    """End all sessions, sign-ins under way and unspent links of all that this one can show.

    Whoever took over a session shall not put its owner out: it takes a proof of late, which who
    has just come in has given (ASVS 7.5.2).
    """
    user = _who()
    if user and not user.is_fresh(FRESH):
        return redirect(url_for("login.confirm", then="devices"), 303)
    if user:
        for account in (Account.get_by_id(user.account_id), *others(user)):
            ending.end_account(account)
    return _leave(user)


def _who() -> SignedIn | None:
    """Who is signed in; asked before the session ends, for its goodbye."""
    user = current_user._get_current_object()
    return user if isinstance(user, SignedIn) else None


def _leave(user: SignedIn | None) -> Response:
    """Empty the browser, and say goodbye; who was out already is told so in her frame, too.

    Who leaves half-way has left: what she had begun is over, whatever code is still to come.
    """
    former = Session.of(cookies.token(cookies.SESSION))
    pending = Verification.give_up(cookies.token(cookies.PENDING))
    known = former or pending
    g.is_framed = known is not None and known.is_framed
    is_shown_in_frame = framing.is_framed()
    logout_user()
    if known and known.account:
        name_platform(known.account.platform, livemode=known.account.livemode)
    response = _goodbye(user.return_url if user and not is_shown_in_frame else None)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    for is_framed in _jars(cookies.SESSION, former):
        cookies.drop(response, cookies.SESSION, is_framed=is_framed)
    if cookies.token(cookies.PENDING):
        for is_framed in _jars(cookies.PENDING, pending):
            cookies.drop(response, cookies.PENDING, is_framed=is_framed)
    return response


def _jars(name: str, row: Session | Verification | None) -> list[bool]:
    """Where the cookie lives; of one that says nothing to us, everywhere that it could."""
    if row is None and cookies.token(name):
        return [False, True]
    return [row is not None and row.is_framed]


def _goodbye(return_url: str | None) -> Response:
    """A page, not a redirect: `form-action` lets no form of ours end on another site."""
    page = render_template(
        "errors/error.html",
        title=_("You are signed out"),
        message=_("Close this page, or come back through your platform whenever you like."),
        next_url=return_url,
        next_label=_("Continue"),
    )
    response = make_response(page)
    if return_url:
        response.headers["Refresh"] = f"0; url={return_url}"
    return response
