"""What anyone can cause at will is recorded a few times a minute; the rest is only counted.

The buckets are in memory: a flood must not even cost a look into the database. Each process of
the server has its own, so the bounds are those of one process.
"""

from collections import Counter
from threading import Lock

from prometheus_client import Counter as Metric

from webapp import clock

PLACE_PER_MINUTE = 10
CHAIN_PER_MINUTE = 30

UNWRITTEN = Metric(
    "audit_events_unwritten", "Events that came too fast to be written to the audit log", ["event"]
)


class Flood:
    """Counts of the present minute: of each event in a chain, and of each place among it.

    Events share nothing: who floods the log with one kind cannot hide another kind by it.
    """

    def __init__(self) -> None:
        """Nothing has happened in this minute."""
        self._minute, self._counts, self._lock = 0, Counter[tuple[str, ...]](), Lock()

    def admits(self, event: str, chain: str, place: str) -> bool:
        """Take one of the rows that this place, and all places, may cause in a minute."""
        minute, key, everybody = clock.now() // clock.MINUTE, (event, chain, place), (event, chain)
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, Counter()
            counts = self._counts
            is_admitted = counts[key] < PLACE_PER_MINUTE and counts[everybody] < CHAIN_PER_MINUTE
            if is_admitted:
                counts.update([key, everybody])
        if not is_admitted:
            UNWRITTEN.labels(event).inc()
        return is_admitted

    def forget(self) -> None:
        """Begin a new minute."""
        self._minute = 0


strangers = Flood()
