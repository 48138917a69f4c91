"""`/payout-calendar`: the secret address of a calendar, made, shown once, and revoked."""

from flask import current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx, notices
from webapp.access.audit import trail
from webapp.access.audit.events import SELLER
from webapp.access.calendar_key import CalendarKey
from webapp.dashboard import bp
from webapp.dashboard.seller import seller
from webapp.database import db
from webapp.errors import NotFound
from webapp.fresh_proof import fresh, is_fresh
from webapp.languages import N_

TOLD = N_("An address for a calendar of your payouts was made for your account at %(platform)s.")


@bp.get("/payout-calendar", endpoint="payout_calendar")
def show() -> ResponseReturnValue:
    """Whether there is an address; it was itself shown once."""
    return _page()


@bp.post("/payout-calendar", endpoint="make_payout_calendar")
@fresh("payout_calendar")
def make() -> ResponseReturnValue:
    """Make an address in place of any older one, and show it, this once."""
    account = seller()
    with db.atomic():
        token = CalendarKey.make(account.id)
        trail.record("calendar.made", account=account, actor=SELLER)
    notices.send(notices.of_payouts(account, TOLD))
    return _page(current_app.config["BASE_URL"] + url_for("calendar.feed", token=token))


@bp.post("/payout-calendar/remove", endpoint="remove_payout_calendar")
def remove() -> ResponseReturnValue:
    """Revoke the address at once; that needs no fresh proof, since it shuts a door."""
    account = seller()
    with db.atomic():
        if not CalendarKey.revoke(account.id):
            raise NotFound()
        trail.record("calendar.revoked", account=account, actor=SELLER)
    return redirect(url_for("dashboard.payout_calendar"), 303)


def _page(address: str | None = None) -> ResponseReturnValue:
    return htmx.render(
        "payouts/calendar.html",
        "payouts/_calendar.html",
        is_fresh=is_fresh(),
        key=CalendarKey.of(seller().id),
        address=address,
        webcal=address and "webcal://" + address.partition("://")[2],
    )
