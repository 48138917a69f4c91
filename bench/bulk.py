"""Bulk import by `record_all`, and `demo seed`, against bare `sqlite3.executemany`.

The bare way writes the same rows into the same table with the same keys and pragmas, in
transactions of the same size, but no rollups.
"""

import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from bench.bulk_write import Write, write_bare, write_recorded
from bench.figure import Aim, Figure
from bench.rounds import Round, Sample, by_turns, figure
from bench.workshop import Workshop
from webapp.cli.demo import YEARS

LINES = 100_000
PACES = (100_000, 1_000_000)  # lines in the demo's three years
HALF = Aim("≥", 0.5)
SEED_SECONDS_A_MILLION = 120


def bulk(shop: Workshop) -> list[Figure]:
    """Lines a second into an empty ledger, rollups and durability included.

    The fewer lines share a quarter of an hour, the more rows the rollups have.
    """
    found = []
    for pace in PACES:
        what = f"record_all, {LINES:,} lines, {pace // (YEARS * 365):,} a day"
        shop.say(what)
        bare = _writes(shop, write_bare, LINES, pace)
        recorded = _writes(shop, write_recorded, LINES, pace)
        turns = by_turns(bare, recorded, shop.sizes.rounds)
        found.append(figure(what, "lines/s", *turns, HALF))
    return found


def seed(shop: Workshop) -> list[Figure]:
    """How long the command took that made the large ledger, the lines' invention included."""
    lines = shop.sizes.deep_lines
    what = f"demo seed --transactions {lines}"
    seeded = Sample(shop.dashboard(lines).ledger.seconds)
    shop.say(f"{what}: its baseline")
    bare = Sample(lines / _writes(shop, write_bare, lines, lines)().value)
    aim = Aim("≤", SEED_SECONDS_A_MILLION * lines / 1_000_000, is_ratio=False)
    return [figure(what, "s", [bare], [seeded], aim)]


def _writes(shop: Workshop, write: Write, lines: int, pace: int) -> Round:
    """One round: a fresh copy of an empty ledger, filled and thrown away."""
    empty, numbers = shop.ledger(0), count()

    def run() -> Sample:
        home = empty.home / f"{write.__name__}-{next(numbers)}"
        home.mkdir()
        file = _copied(empty.file, home)
        sample = shop.generator.run(write, file, empty.account, lines, pace)
        shutil.rmtree(home)
        return sample

    return run


def _copied(file: Path, home: Path) -> Path:
    """The database in another folder, with all that its log has not handed over yet."""
    copy = home / file.name
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy
