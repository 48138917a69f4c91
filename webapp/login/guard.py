"""Who is signed in, for Flask-Login: read from our own session row at each request."""

from flask import Flask, Request, Response, g, make_response, redirect, url_for
from flask_login import LoginManager

from webapp import htmx
from webapp.access.session import SignedIn, signed_in
from webapp.login import cookies

manager = LoginManager()
manager.session_protection = None  # our session row does the protecting; no fingerprint cookie


def install(app: Flask) -> None:
    """Let `current_user` and `login_required` know our sessions."""
    manager.init_app(app)


@manager.request_loader
def load(request: Request) -> SignedIn | None:
    """Who holds this request's session cookie."""
    token = request.cookies.get(cookies.SESSION)
    return signed_in(token) if token else None


@manager.unauthorized_handler
def send_to_signin() -> Response:
    """A page goes to the sign-in; a fragment tells htmx to, so no form lands in a table."""
    if htmx.wants_fragment():
        response = make_response("", 401)
        response.headers["HX-Redirect"] = url_for("login.signin")
        return response
    g.pop("brand", None)
    return redirect(url_for("login.signin"), 302)
