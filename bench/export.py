"""`/activity.csv` of a whole ledger, against SQLite and `csv` alone."""

import csv
import socket
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path
from time import perf_counter

from bench.feed import LINES
from bench.figure import Aim, Figure
from bench.rounds import Sample, by_turns, figure
from bench.stopwatch import Stopwatch
from bench.wire import AnswerUnexpected, request
from bench.workshop import Workshop

PATH = "/activity.csv"
AIM = Aim("≥", 20_000, is_ratio=False)
PIECE = 1 << 20
QUERY = "SELECT * FROM balance_transaction WHERE account_id = ? ORDER BY created DESC, id DESC"
COUNT = "SELECT COUNT(*) FROM balance_transaction WHERE account_id = ?"


def figures(shop: Workshop) -> list[Figure]:
    """Lines a second, headings and sums included."""
    seller = shop.dashboard(LINES)
    own = {"Cookie": seller.cookie, "Sec-Fetch-Site": "same-origin", "Connection": "close"}
    asked = request("GET", PATH, own)

    def bare() -> Sample:
        return shop.generator.run(write_bare, seller.ledger.file, seller.account)

    def exported() -> Sample:
        lines = count(seller.ledger.file, seller.account)
        return shop.measure(seller.server, lines, download, seller.port, asked, lines)

    what = f"GET {PATH}, {LINES:,} lines"
    shop.say(what)
    return [figure(what, "lines/s", *by_turns(bare, exported, shop.sizes.rounds), AIM)]


def download(port: int, asked: bytes, lines: int) -> float:
    """Lines a second of a file; its last line says that all are there."""
    begun, end = perf_counter(), b""
    with closing(socket.create_connection(("127.0.0.1", port))) as wire:
        wire.sendall(asked)
        while piece := wire.recv(PIECE):
            end = (end + piece)[-400:]
    if f"Lines: {lines}".encode() not in end:
        raise AnswerUnexpected(f"the file ends with {end!r}")
    return lines / (perf_counter() - begun)


def write_bare(file: Path, account: str) -> Sample:
    """Lines a second of the same rows by `sqlite3` and `csv`, without a server."""

    def write() -> None:
        rows = connection.execute(QUERY, (account,))
        while some := rows.fetchmany(500):
            csv.writer(StringIO()).writerows(some)

    watch, lines = Stopwatch(), count(file, account)
    with closing(sqlite3.connect(file)) as connection:
        watch.run(write)
    return watch.sample(lines, lines)


def count(file: Path, account: str) -> int:
    """The lines of the ledger: other tables of the bench may have added to it."""
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(COUNT, (account,)).fetchone()[0])
