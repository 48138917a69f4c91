"""docs/audit.md with its table of events as the catalogue has them now."""

import re
from pathlib import Path

from webapp.access.audit.events import CATALOGUE, Event

PLACE = re.compile(r"(<!-- events[^>]*-->\n).*?(<!-- /events -->)", re.DOTALL)
HEAD = ["| event | by | what happened | the seller reads | |", "|---|---|---|---|---|"]


def filled(path: Path) -> str:
    """The page with the events of the catalogue."""
    table = "\n".join([*HEAD, *map(_row, CATALOGUE), ""])
    text = path.read_text(encoding="utf-8")
    return PLACE.sub(lambda found: f"{found[1]}{table}{found[2]}", text)


def _row(event: Event) -> str:
    bound = "bounded" if event.anyone else ""
    words = (f"`{event.name}`", event.by, event.operator, event.seller or "", bound)
    return f"| {' | '.join(words)} |".replace("  ", " ")
