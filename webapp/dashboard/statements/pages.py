"""`/statements`: each month as a page, a PDF and a CSV file, equal to each other to the unit."""

from itertools import groupby

from flask import Response, render_template
from flask_login import current_user

from webapp.access.sessions.signed_in import SignedIn
from webapp.dashboard import bp
from webapp.dashboard.export.aside import aside
from webapp.dashboard.export.downloads import slug, streamed
from webapp.dashboard.export.files import file_words
from webapp.dashboard.lines.days import month_of
from webapp.dashboard.seller import seller
from webapp.dashboard.statements.csv_file import MIMETYPE, StatementCsv
from webapp.dashboard.statements.view import view
from webapp.errors import NotFound
from webapp.formatting import month_name
from webapp.languages import RTL
from webapp.ledger.statements import monthly
from webapp.ledger.statements.monthly import Statement
from webapp.reading import direction, language


class StatementMissing(NotFound):
    """There is no statement of that month. Choose one of the list of your statements."""


@bp.get("/statements", endpoint="statements")
def all_statements() -> str:
    """Every month since the first line, newest first."""
    found = [
        (f"{month:%Y-%m}", month_name(month), month.year) for month in monthly.months(seller())
    ]
    years = [(year, list(of_year)) for year, of_year in groupby(found, key=lambda month: month[2])]
    return render_template("statements/index.html", years=years)


@bp.get("/statements/<month>")
def statement(month: str) -> str:
    """One month as a page."""
    return render_template("statements/show.html", statement=view(_found(month), _user()))


@bp.get("/statements/<month>.pdf")
def statement_pdf(month: str) -> Response:
    """The same as a PDF."""
    # What draws it is a quarter of all that a start would load, and 32 MB: who asks, waits for it.
    from webapp.dashboard.statements.pdf_file import as_pdf

    shown, is_rtl, reader = view(_found(month), _user()), direction() == RTL, language()
    response = Response(aside(lambda: as_pdf(shown, is_rtl, reader)), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=_name(month, "pdf"))
    return response


@bp.get("/statements/<month>.csv")
def statement_csv(month: str) -> Response:
    """The same figures, and every line of the month."""
    found, user = _found(month), _user()
    file = StatementCsv(found, file_words(user), user, view(found, user))
    return streamed(user.account_id, file.pieces(seller()), MIMETYPE, _name(month, "csv"))


def _user() -> SignedIn:
    return current_user._get_current_object()


def _found(month: str) -> Statement:
    first = month_of(month)
    found = monthly.statement(seller(), first) if first else None
    if found is None:
        raise StatementMissing()
    return found


def _name(month: str, ending: str) -> str:
    """`statement-carla-2026-10.pdf`."""
    user = _user()
    return f"statement-{slug(user.display_name, user.account_id)}-{month}.{ending}"
