"""Watched accounts and their viewers: what each viewer was told, and what that leaves to tell."""

from dataclasses import dataclass, field
from threading import Lock

from webapp.ledger.lines.arrivals import LINES_MAX, Arrivals, Line
from webapp.live import events


@dataclass(slots=True, eq=False)
class Watched:
    """An account that somebody watches: how far we know it, and what not all were told yet."""

    account_id: str
    revision: int
    begins: int
    """Who was told up to here, or further, lacks nothing that is not in `lines`."""
    lines: tuple[Line, ...] = ()
    viewers: set["Viewer"] = field(default_factory=set)
    rests_until: float = 0.0
    """Until then what comes is gathered, so that nobody is told more often than they can look."""
    _written: tuple[int, int, bytes] = (0, 0, b"")

    def add(self, found: Arrivals) -> None:
        """Know what was found since `revision`; forget what every viewer was told."""
        least = min((viewer.told for viewer in self.viewers), default=found.revision)
        if found.more:
            self.begins = found.lines[0][0]
        kept = [line for line in (*self.lines, *found.lines) if line[0] > least]
        if len(kept) > LINES_MAX:
            self.begins = max(self.begins, kept[-LINES_MAX - 1][0])
        self.lines, self.revision = tuple(kept[-LINES_MAX:]), found.revision

    def event_since(self, told: int) -> bytes:
        """All that came after this revision, as one event: written once for all who lack it."""
        since, until, event = self._written
        if (since, until) != (told, self.revision):
            lines = tuple(line for line in self.lines if line[0] > told)
            event = events.money(Arrivals(self.revision, lines, more=told < self.begins))
            self._written = (told, self.revision, event)
        return event


class Viewer:
    """One open stream. It keeps no queue: what it was told last says all that it lacks."""

    __slots__ = ("_bell", "ends_at", "farewell", "of", "session", "told")

    def __init__(self, of: Watched, session: str, ends_at: int) -> None:
        """Watch an account by a session, which ends at that time unless it is used."""
        self.of, self.session, self.ends_at = of, session, ends_at
        self.told = of.revision
        self.farewell: bytes | None = None
        self._bell = Lock()
        self._bell.acquire()

    def ring(self) -> None:
        """There may be something to tell. Only who holds the desk's lock rings."""
        if self._bell.locked():
            self._bell.release()

    def wait(self, seconds: float) -> None:
        """Sleep until somebody rings, or so long."""
        self._bell.acquire(timeout=seconds)

    def news(self) -> bytes:
        """What is to be told now; nothing most of the time."""
        if self.of.revision <= self.told:
            return b""
        told, self.told = self.told, self.of.revision
        return self.of.event_since(told)
