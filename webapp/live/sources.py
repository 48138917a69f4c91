"""Where a process hears of changes: one connection of its own, whatever the number of viewers."""

import time
from typing import Protocol

from peewee import fn

from webapp.changes import CHANNEL, AccountChange
from webapp.database import db, is_cockroach, is_sqlite

LOOK_EVERY = 0.1
ASK_EVERY = 0.25
OVERLAP_MS = 10_000  # of machines' clocks, and of transactions that are committed late
ALIVE_EVERY = 30.0


class Source(Protocol):
    """Hears which accounts changed. It begins to listen when it is made."""

    def wait(self, seconds: float) -> set[str]:
        """The accounts that changed since the last call; waits at most so long for the first."""


class Numbered:
    """SQLite: a look at the file's own counter of commits; only if it moved, at the changes."""

    def __init__(self) -> None:
        """Begin with what comes from now on."""
        self._version = self._data_version()
        self._seq = AccountChange.select(fn.COALESCE(fn.MAX(AccountChange.seq), 0)).scalar()

    def wait(self, seconds: float) -> set[str]:
        """Look again after a moment."""
        time.sleep(min(seconds, LOOK_EVERY))
        version = self._data_version()
        if version == self._version:
            return set()
        self._version = version
        later = AccountChange.select(AccountChange.account_id, AccountChange.seq)
        rows = list(later.where(AccountChange.seq > self._seq).tuples())
        self._seq = max((seq for _, seq in rows), default=self._seq)
        return {account_id for account_id, _ in rows}

    @staticmethod
    def _data_version() -> int:
        return int(db.execute_sql("PRAGMA data_version").fetchone()[0])


class Notified:
    """PostgreSQL: it tells by itself."""

    def __init__(self) -> None:
        """Listen; what was told before is nobody's."""
        db.execute_sql(f"LISTEN {CHANNEL}")
        self._heard_at = time.monotonic()

    def wait(self, seconds: float) -> set[str]:
        """What is told; after a long silence, ask whether anybody is still there."""
        told = {one.payload for one in db.connection().notifies(timeout=seconds, stop_after=1)}
        now = time.monotonic()
        if told:
            self._heard_at = now
        elif now - self._heard_at > ALIVE_EVERY:
            db.execute_sql("SELECT 1")
            self._heard_at = now
        return told


class Dated:
    """CockroachDB: a look at the changes of the last seconds; what was told is not told again."""

    def __init__(self) -> None:
        """Begin with what comes from now on."""
        self._newest = AccountChange.select(fn.COALESCE(fn.MAX(AccountChange.seq), 0)).scalar()
        self._told = self._lately()

    def wait(self, seconds: float) -> set[str]:
        """Look again after a moment."""
        time.sleep(min(seconds, ASK_EVERY))
        lately = self._lately()
        told, self._told = self._told, lately
        self._newest = max(lately.values(), default=self._newest)
        return {account_id for account_id, at in lately.items() if told.get(account_id) != at}

    def _lately(self) -> dict[str, int]:
        changes = AccountChange.select(AccountChange.account_id, AccountChange.seq)
        return dict(changes.where(AccountChange.seq > self._newest - OVERLAP_MS).tuples())


def listen() -> Source:
    """Begin to listen on this thread's connection."""
    if is_sqlite():
        return Numbered()
    return Dated() if is_cockroach() else Notified()
