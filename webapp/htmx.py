"""htmx's side of HTTP: one URL, two sizes."""

from typing import Any

from flask import Response, current_app, make_response, render_template, request
from flask_login import current_user

LIVE = "/live"
FRAGMENT_VARY = "HX-Request, HX-Request-Type, HX-History-Restore-Request, Accept-Language"


def wants_fragment() -> bool:
    """Is htmx asking for a piece? (Not when it restores history: then it needs it all.)"""
    return asks_fragment(request.environ)


def asks_fragment(environ: dict[str, Any]) -> bool:
    """The same of a request that the app has not seen yet.

    An element that takes its piece out of the whole page (`hx-select`) asks for the whole page.
    """
    wants_all = environ.get("HTTP_HX_REQUEST_TYPE") == "full"
    is_restoring = "HTTP_HX_HISTORY_RESTORE_REQUEST" in environ
    return "HTTP_HX_REQUEST" in environ and not is_restoring and not wants_all


def is_background(environ: dict[str, Any]) -> bool:
    """Does a page ask by itself, with nobody at it? Such requests keep no session alive.

    Polls say so: `hx-headers='{"X-Background": "1"}'`; the stream of live changes always is one.
    """
    return "HTTP_X_BACKGROUND" in environ or environ.get("PATH_INFO") == LIVE


def render(page: str, fragment: str, /, **context: object) -> Response:
    """The whole page for a browser, the fragment for htmx, which has no masthead to fill."""
    if wants_fragment():
        # All of the masthead that a fragment's own words may name.
        context.setdefault("platform", {"name": getattr(current_user, "platform_name", "")})
        response = Response(current_app.jinja_env.get_template(fragment).render(context))
    else:
        response = make_response(render_template(page, **context))
    response.headers["Vary"] = FRAGMENT_VARY
    return response
