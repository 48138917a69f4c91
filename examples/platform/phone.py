"""The drawn phone: texts and mails read from the file that the dashboard writes them to.

Only a demonstration can do this. A real seller has a real phone.
"""

import json
from pathlib import Path

SHOWN_MAX = 3
TAIL_BYTES = 64 * 1024


def messages(outbox: Path, *addresses: str) -> list[str]:
    """The latest messages to a number and a mailbox, newest first."""
    mine = [entry["body"] for entry in _entries(outbox) if entry["to"] in addresses]
    return mine[: -SHOWN_MAX - 1 : -1]


def _entries(outbox: Path) -> list[dict[str, str]]:
    """The messages at the end of the file; its half-written last line is left for later."""
    if not outbox.exists():
        return []
    with outbox.open("rb") as file:
        cut = max(0, outbox.stat().st_size - TAIL_BYTES)
        file.seek(cut)
        *whole, _half = file.read().split(b"\n")
    return [json.loads(line) for line in (whole[1:] if cut else whole)]
