"""`/activity/news`: has anything come since the list was read? A page that stands open asks."""

from urllib.parse import urlencode

from flask import Response, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from webapp import clock, htmx
from webapp.dashboard import bp
from webapp.dashboard.freshness import tag
from webapp.dashboard.lines.address import Asked, asked, list_url
from webapp.dashboard.lines.reading import clean
from webapp.dashboard.seller import seller
from webapp.ledger.activity.news import COUNTED_MAX, lines_since

SINCE = "since"


@bp.get("/activity/news")
def activity_news() -> Response:
    """How many lines have come, and the way to see them; 304 while nothing has (`freshness`)."""
    user = current_user._get_current_object()
    args = MultiDict(pair for pair in request.args.items(multi=True) if pair[0] != SINCE)
    wanted = asked(args, user)
    count = lines_since(seller(), wanted.filter, clean(request.args.get(SINCE, "")))
    response = htmx.render(
        "activity/news.html",
        "activity/_news.html",
        count=count,
        is_more=count >= COUNTED_MAX,
        url=list_url(wanted.query),
    )
    if htmx.wants_fragment():
        response.headers["ETag"] = tag(user, clock.now() + clock.DAY)
    return response


def news_url(wanted: Asked, newest: str | None) -> str | None:
    """Where a list asks for what has come since its newest line."""
    if newest is None:
        return None
    query = urlencode([*wanted.fields, (SINCE, newest)])
    return f"{url_for('dashboard.activity_news')}?{query}"
