"""Revalidation: a poll whose answer has not changed is answered 304, without reading the ledger.

The tag names the account's revision, which every change of its money counts on, and the moment
until which the answer holds if no money moves (a pending line becomes available, a year begins).
A whole page asks for itself, too, while it stands open: its panels are all of one moment then.
"""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from flask_login import current_user
from peewee import PeeweeException

from webapp import clock, database, htmx, languages
from webapp.access.sessions.signed_in import SignedIn
from webapp.catalogues import FOLDER
from webapp.ledger.balance_lines import next_available

DIGEST_BYTES = 6
DIGITS_MAX = 12  # of a moment: Python refuses to read a number of thousands
REVALIDATED = {"/activity", "/activity/news"}
PAGES = {"/", "/activity", "/earnings", "/payouts"}
PAYOUT = "/payouts/po_"
TEMPLATES = Path(__file__).parents[1] / "templates"

Environ = dict[str, Any]


def _wording() -> bytes:
    """What the pages say: another release's answers are not this one's."""
    files = [*TEMPLATES.rglob("*.html"), *FOLDER.rglob("*.po")]
    texts = (path.read_bytes() for path in sorted(files))
    return hashlib.blake2b(b"".join(texts), digest_size=DIGEST_BYTES).digest()


WORDING = _wording()


def tag(user: SignedIn, holds_until: int) -> str:
    """The entity tag of the answer to this request: `"revision-until-digest"`."""
    return _tag(user, request.environ, holds_until)


def mark(response: Response) -> Response:
    """Tag the page that a page asks for by itself; what is opened anew needs no tag."""
    if response.status_code == 200 and _is_look(request.environ):
        user, now = current_user._get_current_object(), clock.now()
        # No hour or day of any zone begins within a quarter of an hour.
        moments = (now - now % clock.QUARTER + clock.QUARTER, next_available(user.account_id, now))
        response.headers["ETag"] = tag(user, min(filter(None, moments)))
    return response


def install(app: Flask, who: Callable[[Environ], SignedIn | None]) -> None:
    """Answer polls before the app is entered; `who` tells whose request it is."""
    app.wsgi_app = Revalidation(app.wsgi_app, who)  # type: ignore[method-assign]


class Revalidation:
    """Answers 304 to htmx while it holds what we would answer now; leaves the rest to the app.

    It stands before the app because a poll that finds nothing new should cost next to nothing:
    one look at the session and the account's revision.
    """

    def __init__(
        self,
        inner: Callable[..., Iterable[bytes]],
        who: Callable[[Environ], SignedIn | None],
    ) -> None:
        """Wrap an application."""
        self._inner, self._who = inner, who

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a poll for what is known already, or pass the request on."""
        if _is_poll(environ) and self._is_fresh(environ):
            known = environ["HTTP_IF_NONE_MATCH"]
            sent = [("ETag", known), ("Vary", htmx.FRAGMENT_VARY)]
            start_response("304 NOT MODIFIED", sent)
            return []
        return self._inner(environ, start_response)

    def _is_fresh(self, environ: Environ) -> bool:
        try:
            database.open_connection()
            user = self._who(environ)
        except PeeweeException:
            return False  # the app says what is wrong, and in words
        finally:
            database.close_connection()
        return user is not None and _is_fresh(user, environ)


def _is_poll(environ: Environ) -> bool:
    return (
        "HTTP_IF_NONE_MATCH" in environ
        and environ["REQUEST_METHOD"] == "GET"
        and (_is_look(environ) or _asks_rows(environ))
    )


def _asks_rows(environ: Environ) -> bool:
    return environ.get("PATH_INFO") in REVALIDATED and htmx.asks_fragment(environ)


def _is_look(environ: Environ) -> bool:
    """Does an open page ask for all of itself, as it now is?"""
    is_asked_by_page = "HTTP_X_BACKGROUND" in environ and "HTTP_HX_REQUEST" in environ
    asks_all, path = not htmx.asks_fragment(environ), environ.get("PATH_INFO", "")
    return is_asked_by_page and asks_all and (path in PAGES or path.startswith(PAYOUT))


def _is_fresh(user: SignedIn, environ: Environ) -> bool:
    """Does the browser hold what we would answer now?"""
    known = environ["HTTP_IF_NONE_MATCH"]
    revision, _, rest = known.strip('"').partition("-")
    until = rest.partition("-")[0]
    is_number = until.isdecimal() and len(until) <= DIGITS_MAX
    if revision != str(user.revision) or not is_number or int(until) <= clock.now():
        return False
    return known == _tag(user, environ, int(until))


def _tag(user: SignedIn, environ: Environ, holds_until: int) -> str:
    place = (environ.get("PATH_INFO"), environ.get("QUERY_STRING"), htmx.asks_fragment(environ))
    language = languages.chosen(user.language, environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    whose = (user.account_id, user.timezone, language, user.platform_name, user.descriptions)
    shown = repr((place, *whose)).encode()
    digest = hashlib.blake2b(shown + WORDING, digest_size=DIGEST_BYTES).hexdigest()
    return f'"{user.revision}-{holds_until}-{digest}"'
