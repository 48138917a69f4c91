"""A million lines as a file, from a real server: by `make soak`."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from socket import create_connection
from threading import Event, Thread

import pytest

from bench.dashboard import Dashboard
from bench.export import download
from bench.seeded import Seeded
from bench.wire import request

SEEDED, LINES = 50_000, 1_000_000
MEGABYTE = 1_000_000
GROWTH_MAX = 120 * MEGABYTE  # SQLite's own pages are 64 MiB of it; the file has 160 MB
COPY = """
INSERT INTO balance_transaction ({columns}) SELECT {copies} FROM balance_transaction
WHERE LENGTH(id) = 28
"""


def memory(pid: int) -> int:
    """The most that the process ever held, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1_024 for line in lines if line.startswith("VmHWM"))


def multiply(file: Path) -> None:
    """Write the seeded lines again and again under other ids, until there are a million."""
    with closing(sqlite3.connect(file)) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(balance_transaction)")]
        for number in range(1, LINES // SEEDED):
            other = {"id": f"id || 'x{number}'", "created": f"created - {number * 1_009}"}
            copies = ", ".join(other.get(name, name) for name in names)
            connection.execute(COPY.format(columns=", ".join(names), copies=copies))
            connection.commit()


@pytest.mark.soak
def test_a_million_lines_take_no_more_memory_and_hold_nobody_up(tmp_path: Path) -> None:
    """4.5: streamed with constant memory at a million rows; the worker answers others meanwhile."""
    ledger = Seeded(tmp_path / "home", SEEDED)
    multiply(ledger.file)
    seller = Dashboard(ledger)
    try:
        own = {"Cookie": seller.cookie, "Sec-Fetch-Site": "same-origin", "Connection": "close"}
        worker = seller.server._worker
        before = memory(worker)
        waits, is_over = [], Event()

        def look() -> None:
            while not is_over.wait(0.1):
                begun = time.monotonic()
                with closing(create_connection(("127.0.0.1", seller.port))) as wire:
                    wire.sendall(request("GET", "/healthz", {"Connection": "close"}))
                    while wire.recv(65_536):
                        pass
                waits.append(time.monotonic() - begun)

        other = Thread(target=look)
        other.start()
        try:
            download(seller.port, request("GET", "/activity.csv", own), LINES)
        finally:
            is_over.set()
            other.join()
        assert memory(worker) - before < GROWTH_MAX
        assert sorted(waits)[len(waits) // 2] < 0.5, "the median of other requests' waits"
    finally:
        seller.server.stop()
