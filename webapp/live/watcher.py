"""One watcher a process: it hears of changes, looks once at each account, and rings its viewers.

It starts with the first viewer, so after the fork, and stops when the last one goes. No viewer
ever asks the database.
"""

import logging
import time
from collections.abc import Callable
from threading import Lock, Thread

from webapp.access.sessions.standing import standings
from webapp.database import db
from webapp.ledger.lines import arrivals
from webapp.live.desk import Desk
from webapp.live.sources import listen
from webapp.live.watched import Viewer, Watched

REST = 0.25  # four times a second is as often as anybody can look
LOOK_AROUND_EVERY = 1.0
BACK_OFF_MAX = 8.0
ACCOUNTS_AT_ONCE = 20

log = logging.getLogger(__name__)


class Watcher:
    """Watches for all viewers of this process."""

    def __init__(self) -> None:
        """Nobody watches yet; `is_closing` is asked now and then whether the process ends."""
        self.desk = Desk()
        self.is_closing: Callable[[], bool] = lambda: False
        self._lock = Lock()
        self._round: _Round | None = None

    def join(self, account_id: str, revision: int, session: str, ends_at: int) -> Viewer:
        """A new viewer of an account that was known at this revision."""
        with self._lock:
            viewer = self.desk.join(account_id, revision, session, ends_at)
            if self._round is None and not self.is_closing():
                self._round = _Round(self)
                Thread(target=self._round.run, name="live watcher", daemon=True).start()
        return viewer

    def leave(self, viewer: Viewer) -> None:
        """The viewer is gone; the last one sends the watcher home."""
        with self._lock:
            is_last = self.desk.leave(viewer)
            if is_last and self._round is not None:
                self._round.is_over = True
                self._round = None


class _Round:
    """What a watcher does from its first viewer to its last."""

    def __init__(self, watcher: Watcher) -> None:
        self._desk, self._watcher = watcher.desk, watcher
        self._waiting: set[Watched] = set()
        self._looks_around_at = 0.0
        self.is_over = False

    def run(self) -> None:
        """Listen; when the connection breaks, come back and look at everything once."""
        back_off = LOOK_AROUND_EVERY
        while not self.is_over:
            try:
                self._listen()
                back_off = LOOK_AROUND_EVERY
            except Exception:  # whatever it is: without us nobody here is told anything any more
                log.exception("live changes are not heard of; listening again in %s s", back_off)
                time.sleep(back_off)
                back_off = min(back_off * 2, BACK_OFF_MAX)
            finally:
                # Not back into the pool: this connection listens, or is broken.
                db.obj.manual_close()

    def _listen(self) -> None:
        db.connect(reuse_if_open=True)
        source = listen()
        self._waiting.update(self._desk.watched(None))
        while not self.is_over:
            self._waiting.update(self._desk.watched(source.wait(self._patience())))
            self._look()
            self._look_around()

    def _patience(self) -> float:
        """How long there is nothing to do but to listen."""
        now = time.monotonic()
        rests = (watched.rests_until for watched in self._waiting)
        return max(0.0, min(self._looks_around_at, *rests, now + LOOK_AROUND_EVERY) - now)

    def _look(self) -> None:
        """Look at the accounts that changed and have rested."""
        now = time.monotonic()
        rested = [watched for watched in self._waiting if watched.rests_until <= now]
        for first in range(0, len(rested), ACCOUNTS_AT_ONCE):
            some = rested[first : first + ACCOUNTS_AT_ONCE]
            self._settle(self._desk.sessions_of(some))
            for watched in some:
                found = arrivals.since(watched.account_id, watched.revision)
                self._waiting.discard(watched)
                watched.rests_until = now + REST
                if found is not None:
                    self._desk.tell(watched, found)
            time.sleep(0)  # SQLite answers without waiting: let those who were rung go first

    def _look_around(self) -> None:
        """Now and then: whose time is up, and whether ours is."""
        now = time.monotonic()
        if now < self._looks_around_at:
            return
        self._looks_around_at = now + LOOK_AROUND_EVERY
        self._settle(self._desk.sessions_due())
        if self._watcher.is_closing():
            self._desk.close()

    def _settle(self, sessions: "set[str] | list[str]") -> None:
        if sessions:
            self._desk.settle(sessions, standings(sessions))


watcher = Watcher()
