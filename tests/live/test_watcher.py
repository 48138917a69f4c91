"""The watcher: one a process, whose work does not grow with its viewers."""

import threading
import time
from collections.abc import Callable, Iterator

import peewee
import pytest
from peewee import DatabaseProxy

from tests.cast import Seller
from tests.live.told import told_by
from tests.open_streams import NAME, watching
from webapp import changes, clock
from webapp.access.sessions.session import Session
from webapp.accounts.account import Account, begin_write
from webapp.ledger.lines import arrivals, journal
from webapp.ledger.lines.journal import NewLine
from webapp.live import sources
from webapp.live.watched import Viewer
from webapp.live.watcher import Watcher

PATIENCE_SECONDS = 10.0


def until(is_so: Callable[[], object]) -> None:
    """Wait for it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


Open = Callable[[Seller], Viewer]


@pytest.fixture
def watcher(db: DatabaseProxy) -> Iterator[Watcher]:
    """A watcher of this test's own; it goes home with its last viewer."""
    watcher = Watcher()
    yield watcher
    for watched in watcher.desk.watched(None):
        for viewer in list(watched.viewers):
            watcher.leave(viewer)
    until(lambda: not watching())


@pytest.fixture
def open_stream(watcher: Watcher) -> Open:
    """A viewer with a session of its own."""

    def open_stream(seller: Seller) -> Viewer:
        account = Account.get_by_id(seller.id)
        Session.open(account, proof="sms")
        newest = Session.select().order_by(Session.created.desc()).first()
        ends_at = clock.now() + 900
        return watcher.join(account.id, account.revision, newest.digest, ends_at)

    return open_stream


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What watchers ask the database."""
    queries: list[str] = []
    execute = peewee.Database.execute_sql

    def noted(self: peewee.Database, sql: str, *values: object) -> object:
        if threading.current_thread().name == NAME:
            queries.append(sql)
        return execute(self, sql, *values)

    monkeypatch.setattr(peewee.Database, "execute_sql", noted)
    return queries


def sell(seller: Seller) -> str:
    """A line of the seller's; its id."""
    return journal.record(seller.id, NewLine("charge", 100, "eur")).id


def test_viewers_ask_nothing_and_a_change_is_looked_at_once(
    open_stream: Open, alice: Seller, bob: Seller, asked: list[str], engine: str
) -> None:
    """Forty viewers, and what is asked is the same as for one: nothing that names anybody."""
    viewers = [open_stream(seller) for seller in (alice, bob) for _ in range(20)]
    time.sleep(0.5)
    asked.clear()
    time.sleep(1.2)
    assert set(asked) <= ({"PRAGMA data_version"} if engine == "sqlite" else set())
    assert len(asked) < 20
    asked.clear()
    line = sell(alice)
    until(lambda: all(viewer.of.revision for viewer in viewers[:20]))
    time.sleep(0.2)
    for viewer in viewers[:20]:
        assert told_by(viewer.news()) == {"revision": 1, "lines": [line], "more": False}
    about_accounts = [sql for sql in asked if "PRAGMA" not in sql]
    assert len(about_accounts) <= 3  # the changes, the sessions, the lines
    assert len(watching()) == 1


def test_a_rush_is_told_in_a_few_events(open_stream: Open, alice: Seller) -> None:
    """At most four a second, and nothing is lost by it."""
    viewer = open_stream(alice)
    told, sold, started = [], [], time.monotonic()
    while time.monotonic() - started < 1.0:
        sold.append(sell(alice))
        event = viewer.news()
        told += [told_by(event)] if event else []
        time.sleep(0.02)
    until(lambda: viewer.of.revision == len(sold))
    told.append(told_by(viewer.news()))
    assert [line for event in told for line in event["lines"]] == sold
    assert len(told) <= 7


def test_what_is_undone_is_not_told(open_stream: Open, db: DatabaseProxy, alice: Seller) -> None:
    viewer = open_stream(alice)
    with db.atomic() as transaction:
        sell(alice)
        transaction.rollback()
    time.sleep(0.5)
    assert viewer.news() == b""


def test_a_change_without_lines_is_told_too(
    open_stream: Open, db: DatabaseProxy, alice: Seller
) -> None:
    viewer = open_stream(alice)
    with db.atomic():
        begin_write(alice.id)
    until(lambda: viewer.of.revision)
    assert told_by(viewer.news()) == {"revision": 1, "lines": [], "more": False}


def test_the_watcher_goes_home_with_the_last_viewer_and_comes_back(
    watcher: Watcher, open_stream: Open, alice: Seller
) -> None:
    first, second = open_stream(alice), open_stream(alice)
    watcher.leave(first)
    watcher.leave(first)
    assert len(watching()) == 1
    watcher.leave(second)
    until(lambda: not watching())
    assert watcher.desk.watched(None) == []
    third = open_stream(alice)
    line = sell(alice)
    until(lambda: third.of.revision)
    assert told_by(third.news())["lines"] == [line]


@pytest.mark.engine("postgresql")
def test_cockroachdb_is_asked_for_the_changes_of_the_last_seconds(
    monkeypatch: pytest.MonkeyPatch,
    db: DatabaseProxy,
    watcher: Watcher,
    open_stream: Open,
    alice: Seller,
    bob: Seller,
) -> None:
    """It speaks PostgreSQL's language, so PostgreSQL stands in for it."""
    for module in (changes, sources):
        monkeypatch.setattr(module, "is_cockroach", lambda: True)
    alices, bobs = open_stream(alice), open_stream(bob)
    sold = []
    for _ in range(3):
        sold.append(sell(alice))
        until(lambda: alices.of.revision == len(sold))
        assert told_by(alices.news())["lines"] == sold[-1:]
    assert bobs.news() == b""


@pytest.mark.engine("postgresql")
def test_a_broken_connection_is_made_anew_and_nothing_is_missed(
    db: DatabaseProxy, open_stream: Open, alice: Seller
) -> None:
    viewer = open_stream(alice)
    until(lambda: _looking(db))
    for (pid,) in _looking(db):
        db.execute_sql("SELECT pg_terminate_backend(%s)", (pid,))
    line = sell(alice)
    until(lambda: viewer.of.revision)
    assert told_by(viewer.news())["lines"] == [line]


def _looking(db: DatabaseProxy) -> list[tuple[int]]:
    """The watcher's connection: whoever asked last for the lines since a revision."""
    asked = arrivals._SINCE.sql.partition("%s")[0]
    sql = "SELECT pid FROM pg_stat_activity WHERE starts_with(query, %s) AND state = 'idle'"
    return list(db.execute_sql(sql, (asked,)).fetchall())
