"""`GET /v1/balance_transactions?limit=100` walked to the end, against SQLite and `json` alone."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter

from bench.feed import LINES
from bench.figure import Aim, Figure
from bench.rounds import Sample, by_turns, figure
from bench.stopwatch import Stopwatch
from bench.wire import AnswerUnexpected, Wire
from bench.workshop import Workshop

LIMIT = 100
PAGES = LINES // LIMIT
PATH = f"/v1/balance_transactions?limit={LIMIT}"
AIM = Aim("≥", 40_000, is_ratio=False)
QUERY = (
    "SELECT * FROM balance_transaction WHERE account_id = ? AND (created, id) < (?, ?)"
    " ORDER BY created DESC, id DESC LIMIT ?"
)
LAST_ID = b'"id":"txn_'


def figures(shop: Workshop) -> list[Figure]:
    """Lines a second over the whole ledger, one page after the other as cursors demand."""
    seller = shop.dashboard(LINES)
    start, rest = seller.api("GET", PATH, for_account=True).split(PATH.encode())

    def bare() -> Sample:
        return shop.generator.run(read_bare, seller.ledger.file, seller.account)

    def walked() -> Sample:
        parts = (start, rest)
        return shop.measure(seller.server, PAGES, walk, seller.port, parts)

    what = f"GET {PATH}, {LINES:,} lines walked"
    shop.say(what)
    return [figure(what, "lines/s", *by_turns(bare, walked, shop.sizes.rounds), AIM)]


def walk(port: int, around_path: Sequence[bytes]) -> float:
    """Lines a second by the API; every line is counted as it arrives."""
    (start, rest), wire, path, lines = around_path, Wire(port), PATH.encode(), 0
    begun = perf_counter()
    for _ in range(PAGES):
        body = wire.ask(start + path + rest).body
        lines += body.count(b'"object":"balance_transaction"')
        path = _next(body)
    taken = perf_counter() - begun
    wire.close()
    if lines != LINES:
        raise AnswerUnexpected(f"{lines} lines of {LINES}")
    return lines / taken


def _next(body: bytes) -> bytes:
    start = body.rindex(LAST_ID) + len(LAST_ID) - len(b"txn_")
    return f"{PATH}&starting_after=".encode() + body[start : body.index(b'"', start)]


def read_bare(file: Path, account: str) -> Sample:
    """Lines a second of the same pages by `sqlite3` and `json`, without a server."""

    def read() -> None:
        place = (1 << 62, "")
        for _ in range(PAGES):
            page = connection.execute(QUERY, (account, *place, LIMIT)).fetchall()
            json.dumps([dict(row) for row in page])
            place = (page[-1]["created"], page[-1]["id"])

    watch = Stopwatch()
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        watch.run(read)
    return watch.sample(LINES, PAGES)
