"""A million lines as a file, from a real server: by `make soak`."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from shutil import copyfileobj
from threading import Event, Thread
from zipfile import ZipFile

import pytest

from bench.dashboard import Dashboard
from bench.seeded import Seeded

SEEDED, LINES = 50_000, 1_000_000
MEGABYTE = 1_000_000
GROWTH_MAX = 120 * MEGABYTE  # SQLite's own pages are 64 MiB of it; the file has 160 MB
COPY = """
INSERT INTO balance_transaction ({columns}) SELECT {copies} FROM balance_transaction
WHERE LENGTH(id) = 28
"""


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    """The seeded lines, written again and again under other ids until there are a million."""
    ledger = Seeded(tmp_path_factory.mktemp("million") / "home", SEEDED)
    with closing(sqlite3.connect(ledger.file)) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(balance_transaction)")]
        for number in range(1, LINES // SEEDED):
            other = {"id": f"id || 'x{number}'", "created": f"created - {number * 1_009}"}
            copies = ", ".join(other.get(name, name) for name in names)
            connection.execute(COPY.format(columns=", ".join(names), copies=copies))
            connection.commit()
    return ledger


@pytest.fixture
def seller(million: Seeded) -> Iterator[Dashboard]:
    """A dashboard that has just been started."""
    dashboard = Dashboard(million)
    yield dashboard
    dashboard.server.stop()


def memory(pid: int) -> int:
    """The most that the process ever held, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1_024 for line in lines if line.startswith("VmHWM"))


def download(seller: Dashboard, path: str, file: Path) -> None:
    own = {"Cookie": seller.cookie, "Sec-Fetch-Site": "same-origin"}
    with closing(HTTPConnection("127.0.0.1", seller.port)) as wire, file.open("wb") as kept:
        wire.request("GET", path, headers=own)
        copyfileobj(wire.getresponse(), kept)


@contextmanager
def others(seller: Dashboard) -> Iterator[list[float]]:
    """How long somebody else's requests take meanwhile, in seconds."""
    waits, is_over = [], Event()

    def look() -> None:
        while not is_over.wait(0.1):
            begun = time.monotonic()
            with closing(HTTPConnection("127.0.0.1", seller.port)) as wire:
                wire.request("GET", "/healthz")
                wire.getresponse().read()
            waits.append(time.monotonic() - begun)

    other = Thread(target=look)
    other.start()
    try:
        yield waits
    finally:
        is_over.set()
        other.join()


def end_of(file: Path) -> bytes:
    """The last of what is written in it."""
    if file.suffix == ".csv":
        return file.read_bytes()[-2_000:]
    end = b""
    with ZipFile(file) as book, book.open("xl/worksheets/sheet1.xml") as sheet:
        while piece := sheet.read(MEGABYTE):
            end = (end + piece)[-4_000:]
    return end


@pytest.mark.soak
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_million_lines_take_no_more_memory_and_hold_nobody_up(
    seller: Dashboard, ending: str, tmp_path: Path
) -> None:
    """4.5: streamed with constant memory at a million rows; the worker answers others meanwhile."""
    file, (worker,) = tmp_path / f"activity.{ending}", seller.server.workers
    assert seller.cookie
    before = memory(worker)
    with others(seller) as waits:
        download(seller, f"/activity.{ending}", file)
    assert f"Lines: {LINES}".encode() in end_of(file)
    assert memory(worker) - before < GROWTH_MAX
    assert sorted(waits)[len(waits) // 2] < 0.5, "the median of other requests' waits"
