"""`/settings/timezone`: the clock by which all days of the account are cut."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock, formatting, htmx, reading
from webapp.access.limits.limit import Share, take
from webapp.access.limits.pace import Most
from webapp.accounts.account import Account
from webapp.errors import AppError
from webapp.ledger import buckets
from webapp.sentences import sentence
from webapp.settings import bp, zones
from webapp.settings.zones import Zone

TYPED_LENGTH_MAX = 100
# Each move cuts years of days anew.
MOVES = (Most(20, clock.HOUR),)


class ZoneUnknown(AppError):
    """We do not know this place. Type the nearest large city with the same time, or a country."""

    status = 422


class ZoneAmbiguous(AppError):
    """Several places fit. Choose yours."""

    status = 422


@bp.get("/timezone")
def timezone() -> ResponseReturnValue:
    """The zone that there is, those of her country, and a field to look for another."""
    country = Account.get_by_id(current_user.account_id).country
    found = zones.of_country(country, reading.language())
    return _page(
        "", [zone for zone in found if not zones.is_alike(zone.name, current_user.timezone)]
    )


@bp.post("/timezone")
def move_to_zone() -> ResponseReturnValue:
    """Go by this zone's clock, or say which ones may be meant."""
    typed = request.form.get("timezone", "").strip()[:TYPED_LENGTH_MAX]
    found = zones.found(typed, reading.language())
    if len(found) != 1:
        return _page(typed, found, ZoneAmbiguous() if found else ZoneUnknown())
    if found[0].name != current_user.timezone:
        take(Share(f"zone:{current_user.account_id}", MOVES, "zone"))
        buckets.move_to_zone(Account.get_by_id(current_user.account_id), found[0].name)
    return redirect(url_for("settings.settings", saved="timezone", _anchor="preferences"), 303)


def _page(
    typed: str, near: list[Zone] | None = None, error: AppError | None = None
) -> ResponseReturnValue:
    response = htmx.render(
        "settings/timezone/index.html",
        "settings/timezone/_panel.html",
        zone=current_user.timezone,
        typed=typed,
        near=near or [],
        error=error and sentence(error),
        offered=zones.offered(reading.language()),
        offset=zones.offset(current_user.timezone),
        now=formatting.clock_time(clock.now()),
    )
    response.status_code = error.status if error else 200
    return response
