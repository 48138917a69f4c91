"""`/earnings`: the chart of net volume over six ranges."""

from typing import Any
from urllib.parse import urlsplit

from flask import Response, request, url_for
from flask_babel import gettext as _

from webapp import clock, htmx
from webapp.dashboard import bp
from webapp.dashboard.currency import asks_unknown_currency, currency_switch, shown_currency
from webapp.dashboard.earnings import words
from webapp.dashboard.earnings.trend import trend
from webapp.dashboard.lists import earnings_url
from webapp.dashboard.seller import seller
from webapp.ledger.earnings.comparison import comparison
from webapp.ledger.earnings.series import RANGE_DEFAULT, RANGES, Point, Series, series
from webapp.money import decimals

HERE, HOME = "dashboard.earnings", "dashboard.home"


@bp.get("/earnings")
def earnings() -> Response:
    """The chart for a range and currency; the page around it for a browser."""
    panel = earnings_panel()
    shown, page = panel["series"], _page()
    choices = currency_switch(lambda code: _url(page, shown["range"], code), shown["currency"])
    response = htmx.render(
        "earnings/index.html", "earnings/_changed.html", currency_choices=choices, **panel
    )
    if page == HOME:
        # The panel changed on the overview: that is the page to come back to, not the panel alone.
        response.headers["HX-Push-Url"] = _url(page, shown["range"], shown["currency"])
    return response


def earnings_panel() -> dict[str, Any]:
    """The chart; junk in range or currency falls back to the default."""
    account, now = seller(), clock.now()
    asked = request.args.get("range") or RANGE_DEFAULT
    range_ = asked if asked in RANGES else RANGE_DEFAULT
    currency = shown_currency()
    found = series(account, range_, currency, now)
    compared = comparison(account, range_, currency, now)
    is_junk = asked != range_ or asks_unknown_currency()
    note = _("Part of that filter is not known here, so it was left out.") if is_junk else None
    return {
        "note": note,
        "series": _view(found) | {"trend": trend(compared, range_, found.total)},
        "ranges": [
            {
                "value": r,
                "name": _(words.NAMES[r]),
                "short_name": _(words.SHORT_NAMES[r]),
                "url": _url(HERE, r, currency),
                "is_current": r == range_,
            }
            for r in RANGES
        ],
    }


def _page() -> str:
    """The page that the panel is on: the overview says so when it asks for the panel alone."""
    asking = urlsplit(request.headers.get("HX-Current-URL", "")).path
    return HOME if asking == url_for(HOME) else HERE


def _url(page: str, range_: str, currency: str) -> str:
    return url_for(page, range=range_, currency=currency)


def _view(found: Series) -> dict[str, Any]:
    first, last = found.points[0], found.points[-1]
    return {
        "range": found.range,
        "label": _(words.LABELS[found.range]),
        "so_far": _(words.so_far(last.label)),
        "currency": found.currency,
        "timezone": found.timezone,
        "total": found.total,
        "url": _lines_url(found.currency, first, last),
        "points": [_row(point, found.currency) for point in found.points],
        "chart": {
            "labels": [point.label for point in found.points],
            "values": [point.net.minor for point in found.points],
            "ticks": [words.tick(point.label) for point in found.points],
            "currency": found.currency.upper(),
            "decimals": decimals(found.currency),
        },
    }


def _row(point: Point, currency: str) -> dict[str, object]:
    return {
        "start": point.label,
        "label": words.name(point.label),
        "url": _lines_url(currency, point, point),
        "net": point.net,
        "gross": point.gross,
        "fee": point.fee,
        "count": point.count,
    }


def _lines_url(currency: str, first: Point, last: Point) -> str | None:
    """The list of the lines that buckets hold: by the seller's days, or by the moment for hours."""
    if len(first.label) == words.HOUR_LENGTH:
        begins, ends = str(first.start), str(last.start + clock.HOUR)
    else:
        begins = words.start_of(first.label).date().isoformat()
        ends = words.last_day_of(last.label).isoformat()
    return earnings_url(currency, begins, ends)
