"""`/activity`: every balance transaction by the seller's day, newest first, without end."""

from dataclasses import dataclass, field
from datetime import date

from flask import Response, render_template, request, url_for
from flask_login import current_user

from webapp import clock, htmx
from webapp.dashboard import bp
from webapp.dashboard.line_words import ICONS, default_description, label
from webapp.dashboard.seller import seller
from webapp.errors import NotFound
from webapp.ledger.feed import FeedLine, FeedPage, feed_page
from webapp.ledger.lines import BalanceTransaction, status
from webapp.money import Money

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """A line as the feed shows it."""

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


@dataclass(slots=True)
class Day:
    """A day of the seller's with its lines; continued when its heading stood on the page before."""

    date: date
    is_continued: bool
    rows: list[Row] = field(default_factory=list)


@bp.get("/activity")
def activity() -> Response:
    """A page of the feed; htmx gets its rows alone."""
    return htmx.render("activity/index.html", "activity/_rows.html", feed=feed())


@bp.get("/activity/<line_id>")
def activity_line(line_id: str) -> str:
    """One line in full; another's is as unknown as none."""
    line = BalanceTransaction.get_or_none(
        BalanceTransaction.account == seller().id, BalanceTransaction.id == line_id
    )
    if line is None:
        raise NotFound()
    found = FeedLine(
        line.id,
        line.created,
        line.available_on,
        line.type,
        line.amount,
        line.fee,
        line.net,
        line.currency,
        line.description,
    )
    return render_template("activity/show.html", line=_row(found), metadata=line.metadata or {})


def feed() -> dict[str, object]:
    """The page of the feed that the request asks for, cut into days."""
    found = feed_page(current_user.account_id, request.args.get("starting_after"), PAGE_SIZE)
    cursor = found.cursor
    return {
        "days": _days(found),
        "next_url": cursor and url_for("dashboard.activity", starting_after=cursor),
        "is_empty": not found.lines,
    }


def _days(found: FeedPage) -> list[Day]:
    zone = current_user.timezone
    last_shown = None if found.after is None else clock.local_day(found.after, zone)
    days: list[Day] = []
    for line in found.lines:
        day = clock.local_day(line.created, zone)
        if not days or days[-1].date != day:
            days.append(Day(day, is_continued=day == last_shown))
        days[-1].rows.append(_row(line))
    return days


def _row(line: FeedLine) -> Row:
    return Row(
        id=line.id,
        url=url_for("dashboard.activity_line", line_id=line.id),
        type=line.type,
        label=label(line.type),
        icon=ICONS.get(line.type, "adjustment"),
        description=line.description or default_description(line.type, current_user.platform_name),
        net=Money(line.net, line.currency),
        gross=Money(line.amount, line.currency),
        fee=Money(line.fee, line.currency),
        created=line.created,
        status=status(line.available_on),
        available_on=clock.local_day(line.available_on, current_user.timezone),
    )
