"""Where a process hears of changes: one connection of its own, whatever the number of viewers."""

import time
from typing import Protocol

from peewee import fn

from webapp.changes import AccountChange
from webapp.database import db

LOOK_EVERY = 0.1


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


def listen() -> Source:
    """Begin to listen on this thread's connection."""
    return Numbered()
