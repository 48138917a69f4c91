"""What an event tells, read from its bytes."""

import json
from typing import Any


def told_by(event: bytes) -> dict[str, Any]:
    """The JSON of its data."""
    (data,) = [line for line in event.decode().splitlines() if line.startswith("data: ")]
    told: dict[str, Any] = json.loads(data.removeprefix("data: "))
    return told
