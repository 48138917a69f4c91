"""A flow of sales, written by the ledger's own code in a process beside the server."""

import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bench.crowd import ledger
from webapp.ledger.lines.journal import NewLine, record


class Sale(NamedTuple):
    """A line that was written; when its writing began, and when it was committed (monotonic)."""

    account: str
    line: str
    began: float
    committed: float


def sell(
    settings: Mapping[str, str], accounts: Sequence[str], count: int, a_second: float
) -> list[Sale]:
    """So many sales at an even pace, one account after the other; each is on the disk at once."""
    with ledger(settings):
        start, made = time.monotonic(), []
        for number in range(count):
            time.sleep(max(0.0, start + number / a_second - time.monotonic()))
            made.append(_sell(accounts[number % len(accounts)]))
        return made


def _sell(account: str) -> Sale:
    line = NewLine("payment", 1_000, "eur", fee=80, description="Plum tart")
    began = time.monotonic()
    record(account, line)
    return Sale(account, line.id, began, time.monotonic())
