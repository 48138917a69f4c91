"""A seller earns between two requests: the account's revision moves, and what was kept is stale."""

from dataclasses import dataclass
from pathlib import Path

from webapp import database
from webapp.database import db
from webapp.ledger.lines.journal import NewLine, record


@dataclass(frozen=True)
class Earn:
    """Called before a request, it writes one line by the ledger's own code, from outside.

    It does not wait for the disk: what is measured is the page, not the write.
    """

    file: Path
    account: str

    def __call__(self) -> None:
        """Write the line."""
        if db.obj is None or db.obj.database != str(self.file):
            database.connect(f"sqlite:///{self.file}")
        if db.is_closed():
            db.connect()
            db.execute_sql("PRAGMA synchronous = off")
        record(self.account, NewLine("payment", 1_000, "eur", fee=80, description="Plum tart"))
