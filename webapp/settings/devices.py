"""`/settings/devices`: where the seller is signed in, and how to end it there."""

from dataclasses import dataclass

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from webapp import clock, htmx
from webapp.access.sessions.device import device
from webapp.access.sessions.session import Session
from webapp.device_words import named
from webapp.errors import NotFound
from webapp.fresh_proof import fresh
from webapp.settings import bp

NOW = 2 * clock.MINUTE


@dataclass(frozen=True, slots=True)
class DeviceView:
    """One signed-in browser as the page shows it."""

    id: str
    name: str
    is_handheld: bool
    is_this: bool
    ip: str | None
    since: int
    used: str


@bp.get("/devices")
def devices() -> Response:
    """Every browser that is signed in, this one first."""
    return htmx.render("settings/devices/index.html", "settings/devices/_list.html", **panel())


@bp.post("/devices/<session_id>/end")
@fresh("devices")
def end_device(session_id: str) -> ResponseReturnValue:
    """End one of them; one that is over, or another's, is as unknown as none."""
    for session in Session.live(current_user.account_id):
        if session.id == session_id:
            session.end_now("ended from another device")
            return redirect(url_for("settings.devices"), 303)
    raise NotFound()


def panel() -> dict[str, object]:
    """What the templates need."""
    views = [_view(session) for session in Session.live(current_user.account_id)]
    return {
        "devices": sorted(views, key=lambda view: not view.is_this),
        "platform_name": current_user.platform_name,
    }


def _view(session: Session) -> DeviceView:
    seen = device(session.agent)
    return DeviceView(
        id=session.id,
        name=named(seen),
        is_handheld=seen.is_handheld,
        is_this=session.digest == current_user.digest,
        ip=session.ip,
        since=session.created,
        used=_used(clock.now() - session.seen_at),
    )


def _used(ago: int) -> str:
    """How long ago, as people say it; after fifteen minutes there is no session to tell of."""
    if ago < NOW:
        return _("In use now")
    minutes = ago // clock.MINUTE
    return ngettext("Last used %(num)s minute ago", "Last used %(num)s minutes ago", minutes)
