"""`/activity`: every balance transaction by the seller's day, newest first, without end."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from flask import Response, current_app, request, url_for
from flask_login import current_user
from markupsafe import Markup

from webapp import clock, htmx
from webapp.access.signed_in import SignedIn
from webapp.dashboard import bp
from webapp.dashboard.freshness import tag
from webapp.dashboard.line_words import ICONS, default_description, label
from webapp.dashboard.seller import seller
from webapp.errors import NotFound
from webapp.ledger.feed import FeedLine, FeedPage, feed_page
from webapp.ledger.lines import BalanceTransaction
from webapp.money import Money
from webapp.reading import language

PAGE_SIZE = 25
PAGES_KEPT = 500  # pages of rows kept as they are sent, about 25 kilobytes each
ROWS_KEPT = 20_000  # rendered lines kept in memory, about a kilobyte each
DESCRIPTION_KEPT = 1_000  # a line with a longer description is rendered each time


@dataclass(frozen=True, slots=True)
class Row:
    """A line as the page shows it."""

    id: str
    url: str
    type: str
    label: str
    icon: str
    description: str
    net: Money
    gross: Money
    fee: Money
    created: int
    status: str
    available_on: date


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the seller's with its lines; continued when its heading stood on the page before."""

    date: date
    is_continued: bool
    rows: Markup


class Rows(NamedTuple):
    """A page's rows as they are sent, and the moment until which they read so."""

    html: bytes
    holds_until: int


@bp.get("/activity")
def activity() -> Response:
    """A page of the feed; htmx gets its rows alone (and 304 while it has them: `freshness`)."""
    user = current_user._get_current_object()
    if not htmx.wants_fragment():
        return htmx.render("activity/index.html", "activity/_rows.html", feed=feed(user))
    rows = _rows(user)
    response = Response(rows.html)
    response.headers.extend({"ETag": tag(user, rows.holds_until), "Vary": htmx.FRAGMENT_VARY})
    return response


@bp.get("/activity/<line_id>")
def activity_line(line_id: str) -> Response:
    """One line in full; another's is as unknown as none."""
    line = BalanceTransaction.get_or_none(
        BalanceTransaction.account == seller().id, BalanceTransaction.id == line_id
    )
    if line is None:
        raise NotFound()
    found = FeedLine(*(getattr(line, name) for name in FeedLine._fields))
    row = _row(found, current_user.timezone, current_user.platform_name, line.status)
    return htmx.render("activity/show.html", "activity/_line.html", line=row)


def feed(user: SignedIn) -> dict[str, Any]:
    """The page of the feed that the request asks for, cut into days."""
    return _feed(user, request.args.get("starting_after"))


def _rows(user: SignedIn) -> Rows:
    """The page's rows from memory, if the account's revision is the one they were made at."""
    asked = (user, request.args.get("starting_after"), language())
    rows = _written_rows(*asked)
    return rows if rows.holds_until > clock.now() else _written_rows.__wrapped__(*asked)


@lru_cache(maxsize=PAGES_KEPT)
def _written_rows(user: SignedIn, starting_after: str | None, language: str) -> Rows:
    found = _feed(user, starting_after)
    template = current_app.jinja_env.get_template("activity/_rows.html")
    return Rows(template.render(feed=found).encode(), found["holds_until"])


def _feed(user: SignedIn, starting_after: str | None) -> dict[str, Any]:
    found = feed_page(user.account_id, starting_after, PAGE_SIZE)
    return {
        "days": list(_days(found, user)),
        "next_url": found.cursor
        and f"{url_for('dashboard.activity')}?starting_after={found.cursor}",
        "is_empty": not found.lines,
        "holds_until": _holds_until(found, user.timezone),
    }


def _days(found: FeedPage, user: SignedIn) -> list[Day]:
    zone, now, read_in = user.timezone, clock.now(), language()
    year = clock.local(now, zone).year

    def html(line: FeedLine) -> str:
        is_long = len(line.description or "") > DESCRIPTION_KEPT
        write = row_html.__wrapped__ if is_long else row_html
        return write(line, zone, user.platform_name, line.available_on > now, year, read_in)

    last_shown = None if found.after is None else clock.local_day(found.after, zone)
    return [
        Day(
            date=day,
            is_continued=day == last_shown,
            rows=Markup("".join(html(line) for line in lines)),  # nosec B704
        )
        for day, lines in groupby(found.lines, lambda line: clock.local_day(line.created, zone))
    ]


def _holds_until(found: FeedPage, zone: str) -> int:
    """When the page will read otherwise though no money moves."""
    now = clock.now()
    new_year = clock.day_start(date(clock.local(now, zone).year + 1, 1, 1), zone)
    return min([new_year, *(line.available_on for line in found.lines if line.available_on > now)])


@lru_cache(maxsize=ROWS_KEPT)
def row_html(
    line: FeedLine, zone: str, platform_name: str, is_pending: bool, year: int, language: str
) -> Markup:
    """A line's markup. Everything that it shows is in the arguments, so it never grows stale."""
    status = "pending" if is_pending else "available"
    row = _row(line, zone, platform_name, status)
    return Markup(current_app.jinja_env.get_template("activity/_row.html").render(row=row))  # nosec B704


def _row(line: FeedLine, zone: str, platform_name: str, status: str) -> Row:
    return Row(
        id=line.id,
        url=url_for("dashboard.activity_line", line_id=line.id),
        type=line.type,
        label=label(line.type),
        icon=ICONS.get(line.type, "adjustment"),
        description=line.description or default_description(line.type, platform_name),
        net=Money(line.net, line.currency),
        gross=Money(line.amount, line.currency),
        fee=Money(line.fee, line.currency),
        created=line.created,
        status=status,
        available_on=clock.local_day(line.available_on, zone),
    )
