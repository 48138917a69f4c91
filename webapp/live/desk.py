"""The desk: all viewers of this process, by account and by session."""

from collections import defaultdict
from collections.abc import Iterable
from threading import Lock

from prometheus_client import Gauge

from webapp import clock
from webapp.access.sessions.standing import OVER, Standing
from webapp.ledger.lines.arrivals import Arrivals
from webapp.live import events
from webapp.live.watched import Viewer, Watched

STREAMS_MAX = 20  # a session, in each process

open_streams = Gauge("live_streams", "Open streams of live changes in this process")


class Desk:
    """Who watches what. Nothing in here waits, so its lock is held for moments only."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._lock = Lock()
        self._accounts: dict[str, Watched] = {}
        self._sessions: dict[str, list[Viewer]] = defaultdict(list)

    def join(self, account_id: str, revision: int, session: str, ends_at: int) -> Viewer:
        """A new viewer; of too many of one session the oldest goes."""
        with self._lock:
            fresh = Watched(account_id, revision, revision)
            viewer = Viewer(self._accounts.setdefault(account_id, fresh), session, ends_at)
            viewer.of.viewers.add(viewer)
            self._sessions[session].append(viewer)
            for oldest in self._sessions[session][:-STREAMS_MAX]:
                self._dismiss(oldest, events.FULL)
            open_streams.inc()
        return viewer

    def leave(self, viewer: Viewer) -> bool:
        """The viewer is gone, which may be told twice; says whether nobody is left."""
        with self._lock:
            if viewer in viewer.of.viewers:
                viewer.of.viewers.discard(viewer)
                open_streams.dec()
            if not viewer.of.viewers and self._accounts.get(viewer.of.account_id) is viewer.of:
                del self._accounts[viewer.of.account_id]
            self._forget(viewer)
            return not self._accounts

    def begin(self, viewer: Viewer, found: Arrivals) -> None:
        """The viewer was told all that was found; what comes later is told by its stream."""
        with self._lock:
            viewer.told = found.revision

    def news(self, viewer: Viewer) -> bytes:
        """What there is to tell this viewer now."""
        with self._lock:
            return viewer.news()

    def watched(self, account_ids: Iterable[str] | None) -> list[Watched]:
        """Those of the accounts that somebody watches; of `None`, all that anybody does."""
        with self._lock:
            if account_ids is None:
                return list(self._accounts.values())
            return [self._accounts[id_] for id_ in account_ids if id_ in self._accounts]

    def tell(self, watched: Watched, found: Arrivals) -> None:
        """Something came to an account: all its viewers are told."""
        with self._lock:
            if found.revision > watched.revision:
                watched.add(found)
                for viewer in watched.viewers:
                    viewer.ring()

    def sessions_of(self, accounts: Iterable[Watched]) -> set[str]:
        """Digests of the sessions by which these accounts are watched."""
        with self._lock:
            return {viewer.session for watched in accounts for viewer in watched.viewers}

    def sessions_due(self) -> list[str]:
        """Digests of the sessions that should have ended by now, unless they were used."""
        now = clock.now()
        with self._lock:
            return [key for key, viewers in self._sessions.items() if viewers[-1].ends_at <= now]

    def settle(self, asked: Iterable[str], found: dict[str, Standing]) -> None:
        """End the streams of the sessions that are over; of the others, note when they end.

        A session that goes on under a new token is none of ours: its browser comes back with that.
        """
        with self._lock:
            for session in asked:
                standing = found.get(session)
                for viewer in list(self._sessions.get(session, ())):
                    if standing is None or standing.account_id != viewer.of.account_id:
                        self._dismiss(viewer, b"")
                    elif standing.ends_at == OVER:
                        self._dismiss(viewer, events.OVER)
                    else:
                        viewer.ends_at = standing.ends_at

    def close(self) -> None:
        """The process ends: every viewer is to come back to another one."""
        with self._lock:
            all_ = [viewer for viewers in self._sessions.values() for viewer in viewers]
            for viewer in all_:
                self._dismiss(viewer, events.come_back(len(all_)))

    def _dismiss(self, viewer: Viewer, farewell: bytes) -> None:
        viewer.farewell = farewell
        viewer.ring()
        self._forget(viewer)

    def _forget(self, viewer: Viewer) -> None:
        """A viewer that was dismissed counts for its session no more; its stream leaves itself."""
        viewers = self._sessions.get(viewer.session, [])
        if viewer in viewers:
            viewers.remove(viewer)
        if not viewers:
            self._sessions.pop(viewer.session, None)
