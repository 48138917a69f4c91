"""`/calendar/<token>.ics`: expected arrivals for a seller's calendar, by a secret address.

No session: calendars have none. Who has the address reads amounts and days until it is revoked.
"""

from flask import Blueprint, Response, current_app

from webapp.access.calendar_key import CalendarKey
from webapp.dashboard.calendars.events import calendar
from webapp.dashboard.hidden import PAYOUTS
from webapp.errors import NotFound
from webapp.reading import in_language

bp = Blueprint("calendar", __name__)


@bp.get("/calendar/<token>.ics")
def feed(token: str) -> Response:
    """The calendar; a wrong, an old, a hidden and a closed one are as unknown as none."""
    account = CalendarKey.opens(token)
    if account is None or PAYOUTS in (account.platform.hidden_panels or ()):
        raise NotFound()
    CalendarKey.count_use(account.id)
    with in_language(account.language):
        text = calendar(account, current_app.config["BASE_URL"])
    response = Response(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="payouts.ics"'
    return response
