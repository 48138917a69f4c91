"""Messages that go out behind the answer, so that how long they take tells the asker nothing."""

import logging
import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from queue import Full, Queue

from prometheus_client import Counter

from webapp import database

QUEUED_MAX, WORKERS = 1_000, 4
HEAD_START_SECONDS = 0.05  # for the answer: a job that ran beside it would be felt in it

log = logging.getLogger(__name__)
dropped_total = Counter("outgoing_dropped_total", "Messages that a full queue could not take")

Job = Callable[[], None]


class Outgoing:
    """A bounded queue with a few threads, begun at the first job; under gevent they are greenlets.

    What is queued when the process ends is lost: a person asks again, and nobody is asked to wait.
    """

    def __init__(self, *, is_immediate: bool = False) -> None:
        """Begin empty; `is_immediate` runs each job in place, for tests."""
        self._is_immediate = is_immediate
        self._jobs: Queue[Job] = Queue(QUEUED_MAX)
        self._lock, self._workers = threading.Lock(), 0

    def submit(self, job: Job) -> None:
        """Run the job soon; never waits, and drops it when too many wait already."""
        context = copy_context()
        if self._is_immediate:
            _run(lambda: context.run(job))
            return
        self._hire()
        try:
            self._jobs.put_nowait(lambda: context.run(_connected, job))
        except Full:
            dropped_total.inc()
            log.error("a message was dropped: %d wait already", QUEUED_MAX)

    def drain(self) -> None:
        """Wait until everything submitted so far is done."""
        self._jobs.join()

    def _hire(self) -> None:
        with self._lock:
            if self._workers < WORKERS:
                self._workers += 1
                threading.Thread(target=self._work, name="outgoing", daemon=True).start()

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            time.sleep(HEAD_START_SECONDS)
            try:
                _run(job)
            finally:
                self._jobs.task_done()


def _run(job: Job) -> None:
    try:
        job()
    except Exception as error:
        log.exception("a message could not be prepared: %s", type(error).__name__)


def _connected(job: Job) -> None:
    """With a database connection of its own, given back when done."""
    database.open_connection()
    try:
        job()
    finally:
        database.close_connection()
