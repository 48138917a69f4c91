"""Lines as the feed shows them: a row each, rendered once and kept, under the seller's own days."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from flask import current_app, url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from webapp import clock
from webapp.access.sessions.signed_in import SignedIn
from webapp.dashboard.lines.own_words import with_own_words
from webapp.dashboard.lines.words import ICONS, default_description, label
from webapp.languages import LANGUAGES
from webapp.ledger.activity.feed import FeedLine
from webapp.money import Money
from webapp.reading import language

ROWS_KEPT = 20_000  # rendered lines kept in memory, about a kilobyte each
DESCRIPTION_KEPT = 1_000  # a line with a longer description is rendered each time


@dataclass(frozen=True, slots=True)
class Row:
    """A line as the page shows it."""

    id: str
    url: str
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
    totals: tuple[Money, ...] = ()


def days(
    lines: list[FeedLine],
    user: SignedIn,
    headed: date | None,
    totals: dict[date, tuple[Money, ...]],
    query: str = "",
) -> list[Day]:
    """The lines by day, the totals in its heading; `headed` is the day whose heading stands.

    Each line's link carries the query of its list, so that its page leads back there.
    """
    zone, now, read_in = user.timezone, clock.now(), language()
    lines = with_own_words(lines, user)
    year = clock.local(now, zone).year

    def html(line: FeedLine) -> str:
        is_long = len(line.description or "") > DESCRIPTION_KEPT
        write = row_html.__wrapped__ if is_long else row_html
        found = write(line, zone, user.platform_name, line.available_on > now, year, read_in)
        return _from_list(found, line, query) if query else found

    return [
        Day(
            date=day,
            is_continued=day == headed,
            rows=Markup("".join(html(line) for line in found)),  # nosec B704
            totals=totals.get(day, ()),
        )
        for day, found in groupby(lines, lambda line: clock.local_day(line.created, zone))
    ]


def _from_list(html: str, line: FeedLine, query: str) -> str:
    """The same row out of this list: rows are kept once, whichever list shows them."""
    link = f'href="{url_for("dashboard.activity_line", line_id=line.id)}'
    return str(html).replace(f'{link}"', f'{link}?{escape(query)}"', 1)


@lru_cache(maxsize=ROWS_KEPT)
def row_html(
    line: FeedLine, zone: str, platform_name: str, is_pending: bool, year: int, language: str
) -> Markup:
    """A line's markup. Everything that it shows is in the arguments, so it never grows stale."""
    shown = row(line, zone, platform_name, "pending" if is_pending else "available")
    template = current_app.jinja_env.get_template("activity/_row.html")
    return Markup(template.render(row=shown, words=_words(language)))  # nosec B704


@lru_cache(maxsize=len(LANGUAGES))
def _words(language: str) -> dict[str, str]:
    """What every row says of its figures, looked up once a language."""
    return {"gross": _("Gross"), "fee": _("Fee"), "net": _("Net")}


def row(line: FeedLine, zone: str, platform_name: str, status: str) -> Row:
    """What a template needs of a line."""
    return Row(
        id=line.id,
        url=url_for("dashboard.activity_line", line_id=line.id),
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
