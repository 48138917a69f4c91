"""`/settings/events`: what happened around signing in and payouts, in the seller's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from webapp import formatting, htmx
from webapp.access.audit import reading
from webapp.access.audit.chain import AuditEvent
from webapp.access.audit.events import BY_A_DEVICE, EVENTS
from webapp.access.sessions.device import device
from webapp.device_words import named
from webapp.money import Money
from webapp.settings import bp

PAGE_SIZE, PANEL_SIZE = 25, 5
CURSOR_LENGTH_MAX = 18  # digits; more are no row of any database


@dataclass(frozen=True, slots=True)
class EventView:
    """One event as the page shows it; of a platform's or our own acts no device is told."""

    sentence: str
    note: str | None
    at: int
    device: str | None
    ip: str | None
    is_alarming: bool


@dataclass(frozen=True, slots=True)
class EventsPage:
    """Some events, newest first, and where the older ones are."""

    items: list[EventView]
    next_url: str | None


@bp.get("/events")
def events() -> Response:
    """A page of the account's own events."""
    cursor = request.args.get("before", "")
    is_number = cursor.isascii() and cursor.isdigit() and len(cursor) <= CURSOR_LENGTH_MAX
    found = _page(int(cursor) if is_number else None, PAGE_SIZE)
    fragment = "settings/events/_rows.html" if is_number else "settings/events/_list.html"
    name = current_user.platform_name
    return htmx.render("settings/events/index.html", fragment, events=found, platform_name=name)


def panel() -> dict[str, list[EventView]]:
    """The newest few, for the overview."""
    return {"recent_events": _page(None, PANEL_SIZE).items}


def _page(before: int | None, size: int) -> EventsPage:
    rows = reading.of_account(current_user.account_id, before=before, limit=size + 1)
    shown = rows[:size]
    more = url_for("settings.events", before=shown[-1].seq) if len(rows) > size else None
    return EventsPage([_view(row) for row in shown], more)


def _view(row: AuditEvent) -> EventView:
    has_device = row.actor in BY_A_DEVICE
    return EventView(
        sentence=_(EVENTS[row.event].seller or row.event),
        note=_note(reading.detail_of(row)),
        at=row.at,
        device=named(device(row.agent)) if has_device else None,
        ip=row.ip or None if has_device else None,
        is_alarming=row.result != "ok",
    )


def _note(detail: Mapping[str, Any]) -> str | None:
    """The part of the detail that is the seller's to know."""
    if {"amount", "currency"} <= detail.keys():
        return formatting.money(Money(detail["amount"], detail["currency"]))
    if "to" in detail:
        return _("To %(address)s", address=detail["to"])
    if "last4" in detail:
        return _("To the account ending in %(digits)s", digits=detail["last4"])
    return None
