"""Several at once: each in a thread of its own, with a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from webapp.database import db

T = TypeVar("T")


def elsewhere(work: Callable[[], T]) -> T:
    """What somebody else gets who does it meanwhile."""
    return all_at_once([work])[0]


def all_at_once(works: Sequence[Callable[[], T]]) -> list[T]:
    """What each gets when all start in the same moment; the first failure fails the test."""
    start = Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        with db.connection_context():
            start.wait()
            return work()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))
