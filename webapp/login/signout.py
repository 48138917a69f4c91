"""`/signout`: ends the session on the server and empties the browser."""

from flask import Response, make_response, redirect, render_template
from flask_login import current_user

from webapp.access.session import Session
from webapp.login import bp, cookies


@bp.post("/signout")
def signout() -> Response:
    """End the session; then back to the platform, or a page that says it is done."""
    token = cookies.token(cookies.SESSION)
    is_framed = getattr(current_user, "is_framed", False)
    return_url = getattr(current_user, "return_url", None)
    if token:
        Session.end(token)
    if return_url and not is_framed:
        response = redirect(return_url, 303)
    else:
        response = make_response(render_template("errors/error.html", **SIGNED_OUT))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    cookies.drop(response, cookies.SESSION, is_framed=is_framed)
    return response


SIGNED_OUT = {
    "title": "You are signed out",
    "message": "Close this page, or come back through your platform whenever you like.",
    "next_url": None,
    "next_label": None,
}
