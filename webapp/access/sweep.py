"""What is over is not kept for ever: old links, pending sign-ins and sessions are deleted.

It happens by itself, a little at a time, while people come in; `access sweep` does all at once.
Limits and challenges sweep their own tables.
"""

import logging
from dataclasses import dataclass
from itertools import count

from peewee import Expression, PeeweeException, fn

from webapp import clock
from webapp.access.factors import attempts
from webapp.access.sessions.known_device import REMEMBERED_FOR, KnownDevice
from webapp.access.sessions.session import Session
from webapp.access.signin.login_link import LoginLink
from webapp.access.signin.verification import Verification
from webapp.database import BaseModel

log = logging.getLogger(__name__)

ENTRANCE_KEPT_FOR = clock.DAY  # so that who comes late is told why
SESSION_KEPT_FOR = 90 * clock.DAY
EVERY = clock.HOUR
AT_ONCE, ROUNDS = 500, 10  # short transactions: nobody waits for us

_next_at = 0


@dataclass(frozen=True, slots=True)
class Swept:
    """How many rows went."""

    sign_ins: int
    links: int
    sessions: int
    devices: int


def sweep(rounds: int | None = None) -> Swept:
    """Delete what has been over for long: all of it, or so many rounds a table."""
    now = clock.now()
    attempts.sweep()
    return Swept(
        # The sign-ins first: they point to their links.
        _delete(Verification, Verification.expires_at < now - ENTRANCE_KEPT_FOR, rounds),
        _delete(LoginLink, _is_old_link(now), rounds),
        _delete(Session, Session.expires_at < now - SESSION_KEPT_FOR, rounds),
        _delete(KnownDevice, KnownDevice.seen_at < now - REMEMBERED_FOR, rounds),
    )


def sweep_now_and_then() -> None:
    """Delete a little, at most once an hour in each process; a failure is no visitor's trouble."""
    global _next_at
    now = clock.now()
    if now < _next_at <= now + EVERY:
        return
    _next_at = now + EVERY
    try:
        sweep(ROUNDS)
    except PeeweeException:
        log.exception("old links, sign-ins and sessions were not swept")


def _is_old_link(now: int) -> Expression:
    used = Verification.select(Verification.link).where(Verification.link == LoginLink.digest)
    return (LoginLink.expires_at < now - ENTRANCE_KEPT_FOR) & ~fn.EXISTS(used)


def _delete(table: type[BaseModel], is_old: Expression, rounds: int | None) -> int:
    deleted = 0
    for _ in count() if rounds is None else range(rounds):
        old = table.select(table.digest).where(is_old).limit(AT_ONCE)
        gone = table.delete().where(table.digest.in_(old), is_old).execute()
        deleted += gone
        if gone < AT_ONCE:
            break
    return deleted
