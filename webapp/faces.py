"""Errors as pages: a named error becomes a sentence in HTML (the API has its own JSON face)."""

import logging
from http import HTTPStatus

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import gettext as _
from peewee import InterfaceError, OperationalError
from playhouse.pool import MaxConnectionsExceeded
from werkzeug.exceptions import HTTPException

from webapp import framing, htmx, refusals
from webapp.errors import AppError, NotFound
from webapp.languages import N_
from webapp.sentences import sentence

log = logging.getLogger(__name__)

UNEXPECTED = N_("That is our fault, not yours, and nothing was lost. Try again in a moment.")
NUMBERED = N_(
    "That is our fault, not yours, and nothing was lost. Try again in a moment. "
    "If it stays so, tell us this number: %(number)s."
)
TITLES = {
    401: N_("Please sign in"),
    404: N_("Nothing here"),
    410: N_("This link no longer works"),
    413: N_("That was too much"),
    424: N_("One moment, please"),
    429: N_("One moment, please"),
    500: N_("Something went wrong"),
    503: N_("One moment, please"),
}
ANY_TITLE = N_("That was not possible")
SENTENCES = {
    404: str(NotFound()),
    413: N_("That is more than we can take at once. Send less, then try again."),
}
NO_DATABASE = (OperationalError, InterfaceError, MaxConnectionsExceeded)
BUSY = N_("We cannot reach your figures just now, but nothing was lost. Try again in a moment.")
MISDIRECTED = N_("We could not do what was asked for. Go back, then try again from the page.")


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
    return _face(sentence(error), error.status)


def show_http(error: HTTPException) -> Response:
    """An error of HTTP itself: the framework's own words are for engineers, and English."""
    status = error.code or 500
    response = _face(_(SENTENCES.get(status, MISDIRECTED if status < 500 else UNEXPECTED)), status)
    if status == 405:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))  # type: ignore[attr-defined]
    return response


def show_unexpected(error: Exception) -> Response:
    """The last resort: no details outside, all of them in the log."""
    number = g.get("request_id", "")
    log.exception("unexpected error at %s in %s", request.endpoint, number)
    g.is_database_spared = True  # what failed may fail again while the page is written
    return _face(_(NUMBERED, number=number) if number else _(UNEXPECTED), 500)


def show_unavailable(error: Exception) -> Response:
    """The database does not answer, or is too busy to."""
    log.error("no database at %s: %s", request.endpoint, error)
    g.is_database_spared = True
    return _face(_(BUSY), 503)


def _face(words: str, status: int) -> Response:
    response = _of_its_size(words, status)
    response.headers["Vary"] = htmx.FRAGMENT_VARY
    return response


def _of_its_size(words: str, status: int) -> Response:
    title = _(TITLES.get(status, ANY_TITLE))
    if htmx.wants_fragment():
        can_retry = status >= HTTPStatus.INTERNAL_SERVER_ERROR
        page = render_template("shared/_flash.html", message=words, can_retry=can_retry)
        response = make_response(page, status)
        response.headers.update({"HX-Retarget": "#flash", "HX-Reswap": "innerHTML"})
        return response
    framing.tell_of_error(status)
    next_url = g.get("refresh_url")
    wants_link = next_url or framing.can_renew()
    return make_response(
        render_template(
            "errors/error.html",
            title=title,
            message=words,
            next_url=next_url or "/",
            next_label=_("Get a new link") if wants_link else _("Go to your overview"),
        ),
        status,
    )
