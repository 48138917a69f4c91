"""`/activity`: every balance transaction by the seller's day, newest first, without end."""

from functools import lru_cache
from typing import Any, NamedTuple

from flask import Response, current_app, redirect, request
from flask_login import current_user

from webapp import clock, htmx
from webapp.access.sessions.signed_in import SignedIn
from webapp.dashboard import bp
from webapp.dashboard.activity.filter_form import NAMES, head
from webapp.dashboard.activity.news import news_url
from webapp.dashboard.activity.page import FeedPlace, feed_of
from webapp.dashboard.freshness import tag
from webapp.dashboard.lines.address import HEADED, Asked, asked, list_url
from webapp.dashboard.place import PLACE, lost_note
from webapp.ledger.activity.filter import LineFilter
from webapp.ledger.page import CursorUnknown
from webapp.reading import language_of

PAGES_KEPT = 500  # pages of rows kept as they are sent, about 25 kilobytes each


class Rows(NamedTuple):
    """A page's rows as they are sent, and the moment until which they read so."""

    html: bytes
    holds_until: int


@bp.get("/activity")
def activity() -> Response:
    """A page of the feed; htmx gets its rows alone (and 304 while it has them: `freshness`)."""
    user = current_user._get_current_object()
    wanted = asked(request.args, user)
    if htmx.wants_fragment():
        rows = _rows(user, wanted)
        response = Response(rows.html)
        response.headers.extend({"ETag": tag(user, rows.holds_until), "Vary": htmx.FRAGMENT_VARY})
        return response
    if any(name in NAMES and not value.strip() for name, value in request.args.items(multi=True)):
        return redirect(list_url(wanted.query))  # type: ignore[return-value]  # the form's empty fields
    return htmx.render("activity/index.html", "activity/_rows.html", feed=_page(user, wanted))


def feed(user: SignedIn, currency: str | None = None) -> dict[str, Any]:
    """The beginning of the feed, of one currency or all, for another page."""
    fields = (("currency", currency),) if currency else ()
    wanted = Asked(LineFilter(currency=currency), fields)
    found, note = _found(user, wanted)
    news = news_url(wanted, found["newest"])
    return {"head": None, "note": note, **found, "news_url": news}


def _page(user: SignedIn, wanted: Asked) -> dict[str, Any]:
    """The page that the address asks for, and what stands over it."""
    over = head(wanted)
    found, note = _found(user, wanted)
    if note:
        over["notes"] = [*over["notes"], note]
    return {"head": over, **found, "news_url": news_url(wanted, found["newest"])}


def _found(user: SignedIn, wanted: Asked) -> tuple[dict[str, Any], str | None]:
    """The page, or with a note the first one, if it goes on from no line of the seller's."""
    try:
        return feed_of(user, wanted, _place()), None
    except CursorUnknown:
        return feed_of(user, wanted, FeedPlace()), lost_note()


def _place() -> FeedPlace:
    return FeedPlace(request.args.get(PLACE), request.args.get(HEADED))


def _rows(user: SignedIn, wanted: Asked) -> Rows:
    """The page's rows from memory, if the account's revision is the one they were made at."""
    what = (user, wanted, _place(), language_of(user))
    rows = _written_rows(*what)
    return rows if rows.holds_until > clock.now() else _written_rows.__wrapped__(*what)


@lru_cache(maxsize=PAGES_KEPT)
def _written_rows(user: SignedIn, wanted: Asked, place: FeedPlace, language: str) -> Rows:
    try:
        found = feed_of(user, wanted, place)
    except CursorUnknown:
        found = {"lost_url": list_url(wanted.query), "holds_until": clock.now()}
    template = current_app.jinja_env.get_template("activity/_rows.html")
    return Rows(template.render(feed=found).encode(), found["holds_until"])
