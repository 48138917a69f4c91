"""Who is signed in, for Flask-Login: read from our own session row at each request."""

from typing import Any

from flask import Flask, Request, Response, g, make_response, redirect, request, url_for
from flask.sessions import SecureCookieSession, SessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask_login import LoginManager
from werkzeug.http import parse_cookie

from webapp import cookies, faces, framing, htmx
from webapp.access.sessions.session import Session, SessionOver
from webapp.access.sessions.signed_in import SignedIn, signed_in
from webapp.login.platform_page import name_platform
from webapp.own_pages import known_place


class SessionRows(LoginManager):
    """Flask-Login without its own cookies: who is signed in is what our session row says.

    Its *remember me* cookie cannot be partitioned, and its fingerprint of the browser would be
    computed at each request for a session that we do not keep in a cookie.
    """

    def _load_user(self) -> None:
        token = None if g.get("is_database_spared") else request.cookies.get(cookies.SESSION)
        asks_by_itself = htmx.is_background(request.environ)
        user = signed_in(token, is_background=asks_by_itself) if token else None
        self._update_request_context_with_user(user)


manager = SessionRows()


def who(environ: dict[str, Any]) -> SignedIn | None:
    """Who holds the session cookie of a request that the app has not seen yet."""
    token = parse_cookie(environ).get(cookies.SESSION)
    return signed_in(token, is_background=htmx.is_background(environ)) if token else None


class NoCookieSession(SessionInterface):
    """Flask's own session, empty and never sent: a signed cookie could not be revoked."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """An empty one; our session is a row, read by `SessionRows`."""
        return SecureCookieSession()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Nothing leaves the server."""


def install(app: Flask) -> None:
    """Let `current_user` know our sessions."""
    app.session_interface = NoCookieSession()
    manager.init_app(app)


@manager.unauthorized_handler
def send_to_signin() -> ResponseReturnValue:
    """A page goes to the sign-in; a fragment tells htmx to, so no form lands in a table.

    In a frame there is no sign-in: the page says that it is over, and its holder has a fresh link.
    """
    former = Session.of(cookies.token(cookies.SESSION))
    g.is_framed = former is not None and former.is_framed
    if htmx.wants_fragment():
        response = make_response("", 401)
        if not g.is_framed:
            response.headers["HX-Redirect"] = url_for("login.signin")
    elif former and framing.is_framed():
        response = _over(former)
    else:
        response = make_response(redirect(url_for("login.signin"), 302))
    response.headers["Vary"] = htmx.FRAGMENT_VARY
    return response


def _over(former: Session) -> Response:
    """The end of a session as a page in its frame, which is told where to come back to."""
    name_platform(former.account.platform, livemode=former.account.livemode)
    is_page = request.method in {"GET", "HEAD"}
    place = known_place(request.full_path.rstrip("?")) if is_page else None
    framing.tell(framing.EXPIRED, framing.sealed_place(place, former.account_id))
    return faces.show(SessionOver())
