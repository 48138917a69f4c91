"""Two ways to write many lines into a file: the ledger's own, and the driver's alone."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import astuple
from itertools import islice
from pathlib import Path
from time import perf_counter

from webapp import clock, database
from webapp.cli.demo import LINES_PER_COMMIT, YEARS
from webapp.cli.demo_history import history
from webapp.database import PRAGMAS, db
from webapp.ledger.lines import BalanceTransaction, NewLine, record_all

Write = Callable[[Path, str, int], float]
INSERT = (
    "INSERT INTO balance_transaction (account_id, type, amount, currency, fee, created,"
    " available_on, description, source, metadata, id, net) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)


def write_recorded(file: Path, account: str, lines: int) -> float:
    """Lines a second by `record_all`, with every rollup."""
    database.connect(f"sqlite:///{file}")
    with db.connection_context():
        taken = sum(_timed(record_all, account, batch) for batch in _batches(lines))
        assert BalanceTransaction.select().count() == lines
    db.close_all()
    return lines / taken


def write_bare(file: Path, account: str, lines: int) -> float:
    """Lines a second by `sqlite3.executemany`, with nothing but the lines."""

    def write(rows: list[tuple[object, ...]]) -> None:
        with connection:
            connection.executemany(INSERT, rows)

    with closing(sqlite3.connect(file)) as connection:
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        rows = ([(account, *astuple(x), x.net) for x in batch] for batch in _batches(lines))
        return lines / sum(_timed(write, batch) for batch in rows)


def _batches(lines: int) -> Iterator[list[NewLine]]:
    """The lines of `demo seed`, in its batches; their invention is nobody's time."""
    now = clock.now()
    made = history(
        random.Random(lines),
        count=lines,
        currency="eur",
        since=now - YEARS * 365 * clock.DAY,
        until=now,
    )
    while batch := list(islice(made, LINES_PER_COMMIT)):
        yield batch


def _timed(write: Callable[..., object], *args: object) -> float:
    start = perf_counter()
    write(*args)
    return perf_counter() - start
