"""`/earnings`: the chart of net volume over six ranges."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_skeleton
from flask import Response, request, url_for

from webapp import htmx
from webapp.dashboard import bp
from webapp.dashboard.seller import seller
from webapp.formatting import LOCALE, money
from webapp.ledger.earnings import currencies
from webapp.ledger.series import RANGE_DEFAULT, RANGES, Point, Series, series
from webapp.money import decimals

HERE = "dashboard.earnings"
NAMES = {
    "24h": "24 hours",
    "7d": "7 days",
    "4w": "4 weeks",
    "3m": "3 months",
    "1y": "Year",
    "all": "Lifetime",
}
LABELS = {
    "24h": "Last 24 hours",
    "7d": "Last 7 days",
    "4w": "Last 4 weeks",
    "3m": "Last 3 months",
    "1y": "Last 12 months",
    "all": "Since your first sale",
}
DAY_LENGTH, HOUR_LENGTH = len("YYYY-MM-DD"), len("YYYY-MM-DDTHH:MM")


@bp.get("/earnings")
def earnings() -> Response:
    """The chart for a range and currency; the page around it for a browser."""
    panel = earnings_panel()
    response = htmx.render("earnings/index.html", "earnings/_panel.html", **panel)
    if urlsplit(request.headers.get("HX-Current-URL", "/earnings")).path == url_for(
        "dashboard.home"
    ):
        # The panel changed on the overview: that is the page to come back to, not the panel alone.
        shown = panel["series"]
        response.headers["HX-Push-Url"] = _url("dashboard.home", shown["range"], shown["currency"])
    return response


def earnings_panel() -> dict[str, Any]:
    """The chart; junk in range or currency falls back to the default."""
    account = seller()
    used = currencies(account)
    range_ = request.args.get("range", RANGE_DEFAULT)
    range_ = range_ if range_ in RANGES else RANGE_DEFAULT
    currency = request.args.get("currency", "").lower()
    currency = currency if currency in used else used[0]
    found = series(account, range_, currency)
    return {
        "series": _view(found),
        "ranges": [
            {
                "value": r,
                "name": NAMES[r],
                "url": _url(HERE, r, currency),
                "is_current": r == range_,
            }
            for r in RANGES
        ],
        "currencies": [
            {"code": c, "url": _url(HERE, range_, c), "is_current": c == currency} for c in used
        ],
    }


def _url(page: str, range_: str, currency: str) -> str:
    return url_for(page, range=range_, currency=currency)


def _view(found: Series) -> dict[str, Any]:
    ticks = [tick(point.label) for point in found.points]
    return {
        "range": found.range,
        "label": LABELS[found.range],
        "currency": found.currency,
        "timezone": found.timezone,
        "total": found.total,
        "points": [_row(point, text) for point, text in zip(found.points, ticks, strict=True)],
        "chart": {
            "labels": [point.label for point in found.points],
            "values": [point.net.minor for point in found.points],
            "ticks": ticks,
            "amounts": [money(point.net) for point in found.points],
            "currency": found.currency.upper(),
            "decimals": decimals(found.currency),
        },
    }


def _row(point: Point, text: str) -> dict[str, object]:
    return {
        "start": point.label,
        "label": text,
        "net": point.net,
        "gross": point.gross,
        "fee": point.fee,
        "count": point.count,
    }


def tick(label: str) -> str:
    """A bucket's label for people: `4 PM`, `Nov 3`, `Nov 2026`."""
    if len(label) == HOUR_LENGTH:
        return f"{datetime.fromisoformat(label):%-I:%M %p}".replace(":00", "")
    day = date.fromisoformat(label if len(label) == DAY_LENGTH else f"{label}-01")
    return format_skeleton("MMMd" if len(label) == DAY_LENGTH else "yMMM", day, locale=LOCALE)
