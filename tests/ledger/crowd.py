"""Several at once: each in a thread of its own, with a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, get_ident
from typing import Any, TypeVar

import pytest

from webapp.database import db

T = TypeVar("T")
WAITS_SECONDS = 30


def elsewhere(work: Callable[[], T]) -> T:
    """What somebody else gets who does it meanwhile."""
    return all_at_once([work])[0]


def all_at_once(works: Sequence[Callable[[], T]]) -> list[T]:
    """What each gets when all start in the same moment; the first failure fails the test."""
    start = Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        start.wait(WAITS_SECONDS)
        with db.connection_context():
            return work()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def after_first_query(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> None:
    """Let somebody else do `work` as soon as the next query of this thread has run."""
    execute, mine, due = db.obj.execute_sql, get_ident(), [work]

    def execute_sql(sql: str, params: object = None) -> Any:
        cursor = execute(sql, params)
        if get_ident() == mine and due:
            elsewhere(due.pop())
        return cursor

    monkeypatch.setattr(db.obj, "execute_sql", execute_sql)
