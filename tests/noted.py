"""What the audit log holds, read as an operator reads it: `flask audit show --json`."""

import json
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]


def noted(cli: Callable[..., str], event: str, **wanted: object) -> list[Row]:
    """The rows of one event, oldest first; `account_id=…` narrows."""
    lines = cli("audit", "show", "--event", event, "--json", "--limit", "1000").splitlines()
    rows: list[Row] = [json.loads(line) for line in reversed(lines)]
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]
