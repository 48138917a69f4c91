"""Four processes count as one, and what comes after them goes on where they stopped."""

import os
import subprocess
import sys
from pathlib import Path

from peewee import DatabaseProxy

ROOT = Path(__file__).parents[2]
SPEND = """
import sys
from webapp import database, keyring
from webapp.access.limits.limit import Limit
keyring.unlock("k" * 32)
database.connect(sys.argv[1])
with database.db.connection_context():
    print(sum(Limit.spend("a", limit=50, per=86_400) for _ in range(30)))
"""


def start(url: str) -> "subprocess.Popen[str]":
    """A process that tries thirty times."""
    return subprocess.Popen(
        [sys.executable, "-c", SPEND, url],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def spent(process: "subprocess.Popen[str]") -> int:
    """How often it was allowed."""
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return int(told)


def test_four_processes_spend_what_one_could(db: DatabaseProxy, database_url: str) -> None:
    """T16, C3: the counters live in the database; a restart forgets nothing."""
    together = [start(database_url) for _ in range(4)]
    assert sum(spent(process) for process in together) == 50
    assert spent(start(database_url)) == 0
