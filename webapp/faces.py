"""Errors as pages: a named error becomes a sentence in HTML (the API has its own JSON face)."""

import logging

from flask import Flask, Response, g, make_response, render_template, request
from peewee import InterfaceError, OperationalError
from playhouse.pool import MaxConnectionsExceeded
from werkzeug.exceptions import HTTPException

from webapp import htmx, refusals
from webapp.errors import AppError, NotFound

log = logging.getLogger(__name__)

TITLES = {
    401: "Please sign in",
    403: "That was not possible",
    404: "Nothing here",
    405: "That was not possible",
    410: "This link no longer works",
    413: "That was too much",
    424: "One moment, please",
    429: "One moment, please",
    500: "Something went wrong",
    503: "One moment, please",
}
NO_DATABASE = (OperationalError, InterfaceError, MaxConnectionsExceeded)
BUSY = "We cannot reach your figures just now, but nothing was lost. Try again in a moment."
UNEXPECTED = "That is our fault, not yours, and nothing was lost. Try again in a moment."
NUMBERED = "If it stays so, tell us this number: {}."


def install(app: Flask) -> None:
    """Show every error as a page or, to htmx, as a short notice."""
    app.register_error_handler(AppError, show)
    app.register_error_handler(HTTPException, show_http)
    app.register_error_handler(Exception, show_unexpected)
    for kind in NO_DATABASE:
        app.register_error_handler(kind, show_unavailable)


def show(error: AppError) -> Response:
    """A named error: its own sentence and status."""
    refusals.note(error)
    return _face(str(error), error.status)


def show_http(error: HTTPException) -> Response:
    """An error of HTTP itself; what has no sentence of ours gets the framework's."""
    status = error.code or 500
    sentence = str(NotFound()) if status == 404 else error.description or UNEXPECTED
    response = _face(sentence, status)
    if status == 405:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))  # type: ignore[attr-defined]
    return response


def show_unexpected(error: Exception) -> Response:
    """The last resort: no details outside, all of them in the log."""
    number = g.get("request_id", "")
    log.exception("unexpected error at %s in %s", request.endpoint, number)
    g.is_database_spared = True  # what failed may fail again while the page is written
    return _face(f"{UNEXPECTED} {NUMBERED.format(number)}" if number else UNEXPECTED, 500)


def show_unavailable(error: Exception) -> Response:
    """The database does not answer, or is too busy to."""
    log.error("no database at %s: %s", request.endpoint, error)
    g.is_database_spared = True
    return _face(BUSY, 503)


def _face(sentence: str, status: int) -> Response:
    response = _of_its_size(sentence, status)
    response.headers["Vary"] = htmx.FRAGMENT_VARY
    return response


def _of_its_size(sentence: str, status: int) -> Response:
    title = TITLES.get(status, "That was not possible")
    if htmx.wants_fragment():
        page = render_template("shared/_flash.html", title=title, message=sentence)
        response = make_response(page, status)
        response.headers.update({"HX-Retarget": "#flash", "HX-Reswap": "innerHTML"})
        return response
    next_url = g.get("refresh_url")
    return make_response(
        render_template(
            "errors/error.html",
            title=title,
            message=sentence,
            next_url=next_url or "/",
            next_label="Get a new link" if next_url else "Go to your overview",
        ),
        status,
    )
