"""A ledger of so many lines on the disk, made by the commands that people type."""

import json
import time
from pathlib import Path

from bench.server import flask, settings_of


class Seeded:
    """A migrated database with a platform, one seller and the seller's lines."""

    def __init__(self, home: Path, lines: int, database_url: str | None = None) -> None:
        """Make it, and take the time of the seeding."""
        home.mkdir()
        self.home, self.lines, self.file = home, lines, home / "express.db"
        self.settings = settings_of(home, database_url)
        flask(self.settings, "db", "upgrade")
        start = time.monotonic()
        printed = flask(self.settings, "demo", "seed", "--transactions", str(lines), "--json")
        self.seconds = time.monotonic() - start
        made = json.loads(printed)
        self.account, self.key = made["account"], made["test_secret_key"]
