"""Streams that a test left open: their watcher holds the database that the next one empties."""

import threading
import time

from webapp.live.watcher import watcher

NAME = "live watcher"
PATIENCE_SECONDS = 10.0


def watching() -> list[threading.Thread]:
    """The watchers of this process."""
    return [thread for thread in threading.enumerate() if thread.name == NAME]


def watchers_sent_home() -> list[threading.Thread]:
    """End what was left open; the watchers that did watch for it, which none should."""
    left = watching()
    for watched in watcher.desk.watched(None):
        for viewer in list(watched.viewers):
            watcher.leave(viewer)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while watching() and time.monotonic() < deadline:
        time.sleep(0.01)
    return left
