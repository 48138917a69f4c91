"""A page of the feed: its lines under their days, and the address of the lines after them."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from webapp import clock
from webapp.access.sessions.signed_in import SignedIn
from webapp.dashboard.activity.rows import days
from webapp.dashboard.lines.address import HEADED, Asked, list_url
from webapp.dashboard.lines.days import day_of, moment_of, seconds
from webapp.dashboard.place import PLACE
from webapp.dashboard.seller import seller
from webapp.ledger.activity import search
from webapp.ledger.activity.day_totals import DayTotals, day_totals
from webapp.ledger.activity.feed import CREATED, FeedLine, feed_page
from webapp.ledger.activity.filter import LineFilter
from webapp.ledger.activity.query import Place
from webapp.ledger.balance_lines import next_available
from webapp.ledger.page import CursorUnknown

PAGE_SIZE = 25


class FeedPlace(NamedTuple):
    """Where a page begins: behind a line, or a moment; and the day whose heading stands there."""

    cursor: str | None = None
    headed: str | None = None


class Lines(NamedTuple):
    """A page's lines, what leads to those after them, and the day that was headed before."""

    lines: list[FeedLine]
    following: FeedPlace | None
    is_cut: bool
    headed: date | None


def feed_of(user: SignedIn, asked: Asked, place: FeedPlace) -> dict[str, Any]:
    """All that the rows' template needs; raises `CursorUnknown`."""
    found = (_plain if asked.filter.is_everything else _filtered)(user, asked, place)
    totals = _totals(user, asked.filter, found.lines)
    return {
        "days": days(found.lines, user, found.headed, totals, asked.query),
        "is_filtered": bool(asked.filter.types),
        "next_url": found.following and _url(asked, found.following),
        "is_cut": found.is_cut,
        "is_empty": not found.lines and not found.following and place.cursor is None,
        "newest": found.lines[0].id if found.lines and place.cursor is None else None,
        "holds_until": _holds_until(found.lines, user, asked),
    }


def _plain(user: SignedIn, asked: Asked, place: FeedPlace) -> Lines:
    found = feed_page(user.account_id, place.cursor, PAGE_SIZE)
    headed = None if found.after is None else clock.local_day(found.after, user.timezone)
    following = FeedPlace(found.cursor) if found.cursor else None
    return Lines(found.lines, following, is_cut=False, headed=headed)


def _filtered(user: SignedIn, asked: Asked, place: FeedPlace) -> Lines:
    here = _place(user.account_id, place.cursor)
    found = search.search(seller(), asked.filter, here, PAGE_SIZE)
    if place.headed is not None:
        headed = day_of(place.headed)
    else:
        headed = clock.local_day(here[0], user.timezone) if here else None
    following = None
    if found.following:
        last = clock.local_day(found.lines[-1].created, user.timezone) if found.lines else headed
        moment, id_ = found.following
        following = FeedPlace(id_ or str(moment), last.isoformat() if last else "")
    return Lines(found.lines, following, found.is_cut, headed)


def _place(account_id: str, cursor: str | None) -> Place | None:
    """A cursor is a line's id, or a moment where a search stopped between lines."""
    if not cursor:
        return None
    moment = moment_of(cursor)
    if moment is not None:
        return moment, ""
    found = CREATED.first(account_id, cursor)
    if found is None:
        raise CursorUnknown()
    return found[0], cursor


def _url(asked: Asked, place: FeedPlace) -> str:
    fields = [*asked.fields, (PLACE, place.cursor or "")]
    if place.headed is not None:
        fields.append((HEADED, place.headed))
    return list_url(urlencode(fields))


def _totals(user: SignedIn, wanted: LineFilter, lines: list[FeedLine]) -> DayTotals:
    """Days that the filter shows whole have their totals; of others nobody knows any."""
    whole = replace(wanted, types=(), currency=None, start=None, end=None)
    if not lines or not whole.is_everything:
        return {}
    last, first = (clock.local_day(lines[at].created, user.timezone) for at in (0, -1))
    found = day_totals(user.account_id, first, last, wanted.currency, wanted.types)
    return {day: totals for day, totals in found.items() if _is_whole(day, wanted, user.timezone)}


def _is_whole(day: date, wanted: LineFilter, zone: str) -> bool:
    if wanted.start is None and wanted.end is None:
        return True
    begins, ends = seconds((day, day), zone)
    return (wanted.start or 0) <= begins and (wanted.end is None or ends <= wanted.end)


def _holds_until(lines: list[FeedLine], user: SignedIn, asked: Asked) -> int:
    """When the page will read otherwise though no money moves."""
    now = clock.now()
    new_year = date(clock.local(now, user.timezone).year + 1, 1, 1)
    moments = [clock.day_start(new_year, user.timezone), asked.holds_until]
    moments += [line.available_on for line in lines if line.available_on > now]
    if asked.filter.status:
        moments.append(next_available(user.account_id, now))
    return min(moment for moment in moments if moment is not None)
