"""What a stream says: events as the bytes that go over the wire (`text/event-stream`)."""

import json
import secrets

from webapp.ledger.lines.arrivals import Arrivals

RETRY_MS = 2_000
RETRY_FULL_MS = 60_000
RETURN_MS = 2  # what it costs a process to take one viewer in
BEAT = b":\n\n"
RETRY = f"retry: {RETRY_MS}\n\n".encode()
OVER = b"event: over\ndata: {}\n\n"
# When to come back, as an event: htmx hears no `retry` that stands alone.
_BYE = "event: bye\ndata: {{}}\nretry: {}\n\n"
# Whoever makes room for another does not push that one out again at once.
FULL = _BYE.format(RETRY_FULL_MS).encode()


def hello(revision: int) -> bytes:
    """The beginning: a break right after it can be resumed."""
    return _event("hello", revision, {"revision": revision})


def money(arrivals: Arrivals) -> bytes:
    """What came, and up to which revision all is told by this."""
    told = {"revision": arrivals.revision, "lines": [id_ for _, id_ in arrivals.lines]}
    return _event("money", arrivals.revision, told | {"more": arrivals.more})


def come_back(viewers: int) -> bytes:
    """The process ends: its viewers come back to the next one, but not all in one moment."""
    spread_ms = max(RETRY_MS * 2, viewers * RETURN_MS)
    return _BYE.format(RETRY_MS // 4 + secrets.randbelow(spread_ms)).encode()


def _event(name: str, revision: int, told: dict[str, object]) -> bytes:
    told_as = json.dumps(told, separators=(",", ":"))
    return f"event: {name}\nid: {revision}\ndata: {told_as}\n\n".encode()
