"""Until when sessions last, for whoever goes on showing something to their browsers."""

from collections.abc import Iterable
from typing import NamedTuple

from webapp import clock
from webapp.access.sessions.session import IDLE, Session
from webapp.accounts.account import EXPRESS, Account
from webapp.accounts.platform import Platform

OVER = 0
DIGESTS_AT_ONCE = 500


class Standing(NamedTuple):
    """Whose account a session shows, and when it ends unless it is used: `OVER` if it has ended."""

    account_id: str
    ends_at: int


def standings(digests: Iterable[str]) -> dict[str, Standing]:
    """How these sessions stand; one that goes on under a new token is unknown by its old one."""
    all_, found = list(digests), {}
    for first in range(0, len(all_), DIGESTS_AT_ONCE):
        for row in _rows(all_[first : first + DIGESTS_AT_ONCE]):
            digest, account_id, seen_at, expires_at, is_over = row
            found[digest] = Standing(account_id, _ends_at(seen_at, expires_at, is_over))
    return found


def _rows(digests: list[str]) -> list[tuple[str, str, int, int, bool]]:
    is_over = (
        Session.ended_at.is_null(False)
        | (Account.type != EXPRESS)
        | Account.deleted_at.is_null(False)
        | Platform.disabled_at.is_null(False)
    )
    rows = (
        Session.select(
            Session.digest, Session.account, Session.seen_at, Session.expires_at, is_over
        )
        .join(Account, on=Session.account == Account.id)
        .join(Platform, on=Account.platform == Platform.id)
        .where(Session.digest.in_(digests))
    )
    return list(rows.tuples())


def _ends_at(seen_at: int, expires_at: int, is_over: bool) -> int:
    ends_at = min(seen_at + IDLE, expires_at)
    return OVER if is_over or ends_at <= clock.now() else ends_at
