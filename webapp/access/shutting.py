"""Shutting a platform: neither its keys nor its sellers are let in, from the next request on."""

from webapp import clock
from webapp.access.audit import trail
from webapp.access.ending import Ended, end_platform
from webapp.accounts.platform import Platform
from webapp.database import db


def shut(platform: Platform) -> Ended:
    """Refuse the platform's keys and end all that lets its sellers in; nothing is deleted."""
    with db.atomic():
        _set(platform, clock.now())
        ended = end_platform(platform)
        trail.record("platform.disabled", platform=platform)
    return ended


def reopen(platform: Platform) -> None:
    """Let the keys in again, and the sellers, who sign in anew."""
    with db.atomic():
        _set(platform, None)
        trail.record("platform.enabled", platform=platform)


def _set(platform: Platform, moment: int | None) -> None:
    Platform.update(disabled_at=moment).where(Platform.id == platform.id).execute()
