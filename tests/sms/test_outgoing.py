"""Messages behind the answer: soon, bounded, each on a connection of its own."""

import logging
from contextvars import ContextVar
from threading import Event, current_thread
from time import monotonic

import pytest
from peewee import DatabaseProxy

from webapp.sms import outgoing
from webapp.sms.outgoing import Outgoing

pytestmark = [pytest.mark.engine("sqlite"), pytest.mark.usefixtures("db")]

who: ContextVar[str] = ContextVar("who", default="nobody")


def test_jobs_run_elsewhere_for_the_one_who_asked() -> None:
    """C6: the answer does not wait for them."""
    queue, seen, may_go = Outgoing(), [], Event()

    def job() -> None:
        may_go.wait(10)
        seen.append((who.get(), current_thread().name))

    who.set("alice")
    began = monotonic()
    queue.submit(job)
    assert monotonic() - began < 5
    assert not seen
    may_go.set()
    queue.drain()
    assert seen == [("alice", "outgoing")]


def test_each_job_has_a_connection_and_gives_it_back(db: DatabaseProxy) -> None:
    """C7: no connection is kept by a message that went out."""
    queue, closed = Outgoing(), []
    for _ in range(50):
        queue.submit(lambda: closed.append(db.is_closed()))
    queue.drain()
    assert closed == [False] * 50
    assert len(db.obj._in_use) <= 1


def test_a_job_that_fails_takes_nobody_with_it(caplog: pytest.LogCaptureFixture) -> None:
    queue, done = Outgoing(), []

    def fail() -> None:
        raise RuntimeError("no")

    for _ in range(3 * outgoing.WORKERS):
        queue.submit(fail)
    queue.submit(lambda: done.append(1))
    queue.drain()
    assert done == [1]
    assert "RuntimeError" in caplog.text


def test_a_full_queue_drops_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """C7: a provider that hangs fills no memory and blocks nobody."""
    monkeypatch.setattr(outgoing, "QUEUED_MAX", 5)
    queue, may_go, done = Outgoing(), Event(), []
    dropped = outgoing.dropped_total._value.get()

    def job() -> None:
        may_go.wait(10)
        done.append(1)

    with caplog.at_level(logging.ERROR):
        for _ in range(100):
            queue.submit(job)
    may_go.set()
    queue.drain()
    assert 5 <= len(done) <= 5 + outgoing.WORKERS
    assert outgoing.dropped_total._value.get() - dropped == 100 - len(done)
    assert "a message was dropped" in caplog.text


def test_in_tests_a_job_runs_in_place() -> None:
    seen: list[str] = []
    Outgoing(is_immediate=True).submit(lambda: seen.append(current_thread().name))
    assert seen == [current_thread().name]
