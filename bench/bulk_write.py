"""Two ways to write many lines into a file: the ledger's own, and the driver's alone."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from operator import attrgetter
from pathlib import Path

from bench.rounds import Sample
from bench.stopwatch import Stopwatch
from webapp import clock, database
from webapp.cli.demo import LINES_PER_COMMIT, YEARS
from webapp.cli.demo_history import history
from webapp.database import PRAGMAS, db
from webapp.ledger.lines.journal import BalanceTransaction, NewLine, record_all

Write = Callable[[Path, str, int, int], Sample]
COLUMNS = (
    *("id", "created", "available_on", "type", "amount", "fee", "net"),
    *("currency", "description", "source", "metadata", "settles_at"),
)
INSERT = (
    f"INSERT INTO balance_transaction (account_id, {', '.join(COLUMNS)})"
    f" VALUES ({', '.join('?' * (1 + len(COLUMNS)))})"
)
values = attrgetter(*COLUMNS[:-1], "available_on")  # without payouts, a line settles then


def write_recorded(file: Path, account: str, lines: int, pace: int) -> Sample:
    """Lines a second by `record_all`, with every rollup."""
    watch = Stopwatch()
    database.connect(f"sqlite:///{file}")
    with db.connection_context():
        for batch in _batches(lines, pace):
            watch.run(record_all, account, batch)
        assert BalanceTransaction.select().count() == lines
    db.close_all()
    return watch.sample(lines, lines)


def write_bare(file: Path, account: str, lines: int, pace: int) -> Sample:
    """Lines a second by `sqlite3.executemany`, with nothing but the lines."""

    def write(rows: list[tuple[object, ...]]) -> None:
        with connection:
            connection.executemany(INSERT, rows)

    watch = Stopwatch()
    with closing(sqlite3.connect(file)) as connection:
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        for batch in _batches(lines, pace):
            watch.run(write, [(account, *values(line)) for line in batch])
    return watch.sample(lines, lines)


def _batches(lines: int, pace: int) -> Iterator[list[NewLine]]:
    """The first lines of `demo seed --transactions {pace}`; their invention is nobody's time."""
    now = clock.now()
    made = history(
        random.Random(pace),
        count=pace,
        currency="eur",
        since=now - YEARS * 365 * clock.DAY,
        until=now,
    )
    for start in range(0, lines, LINES_PER_COMMIT):
        yield list(islice(made, min(LINES_PER_COMMIT, lines - start)))
