"""`/activity.csv` and `/activity.xlsx`: the list on the screen as a file, with all of its lines."""

from collections.abc import Iterator
from functools import partial

from flask import Response, request
from flask_login import current_user

from webapp import clock
from webapp.access.sessions.signed_in import SignedIn
from webapp.dashboard import bp
from webapp.dashboard.export import csv_file, xlsx_file
from webapp.dashboard.export.csv_file import Csv
from webapp.dashboard.export.downloads import is_gone, slug, streamed
from webapp.dashboard.export.words import Words, words
from webapp.dashboard.export.xlsx_file import Xlsx
from webapp.dashboard.lines.address import asked
from webapp.dashboard.seller import seller
from webapp.languages import RTL
from webapp.ledger.activity import export
from webapp.ledger.activity.export import ExportLine
from webapp.ledger.activity.filter import LineFilter
from webapp.ledger.lines.notes import shown_keys
from webapp.reading import direction


@bp.get("/activity.csv")
def activity_csv() -> Response:
    """The lines as CSV."""
    wanted, user, now = _wanted(), _user(), clock.now()
    file = Csv(file_words(user), user.timezone, now, wanted.currency or user.default_currency)
    pieces = file.pieces(_lines(wanted, now))
    return streamed(user.account_id, pieces, csv_file.MIMETYPE, _name(wanted, user, "csv"))


@bp.get("/activity.xlsx")
def activity_xlsx() -> Response:
    """The lines as an Excel workbook."""
    wanted, user, now = _wanted(), _user(), clock.now()
    currency, is_rtl = wanted.currency or user.default_currency, direction() == RTL
    file = Xlsx(file_words(user), user.timezone, now, currency, is_rtl)
    pieces = file.pieces(_lines(wanted, now), partial(is_gone, request.environ))
    return streamed(user.account_id, pieces, xlsx_file.MIMETYPE, _name(wanted, user, "xlsx"))


def _user() -> SignedIn:
    return current_user._get_current_object()


def _wanted() -> LineFilter:
    return asked(request.args, _user()).filter


def _lines(wanted: LineFilter, now: int) -> Iterator[list[ExportLine]]:
    """The lines as of this moment, though they are read later."""
    account = seller()
    return export.pieces(account, wanted, export.revision(account.id), now)


def file_words(user: SignedIn) -> Words:
    """The words of a file for this seller."""
    account = seller()
    keys = shown_keys(account)
    return words(export.types(account.id), user, keys)


def _name(wanted: LineFilter, user: SignedIn, ending: str) -> str:
    """`activity-carla-2026-10-01-to-2026-10-31.csv`."""
    zone, today = user.timezone, clock.local_day(clock.now(), user.timezone)
    last = min(today, clock.local_day(wanted.end - 1, zone)) if wanted.end else today
    first = f"{clock.local_day(wanted.start, zone)}-to-" if wanted.start else "until-"
    return f"activity-{slug(user.display_name, user.account_id)}-{first}{last}.{ending}"
