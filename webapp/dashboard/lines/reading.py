"""An address that asks for lines, while it is read: what was understood so far."""

from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from webapp.access.sessions.signed_in import SignedIn

SHOWN_MAX = 40


@dataclass(slots=True)
class Reading:
    """`found` becomes the filter, `fields` its address, `notes` what the reader is told."""

    args: MultiDict[str, str]
    user: SignedIn
    now: int
    found: dict[str, Any] = field(default_factory=dict)
    fields: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    holds_until: int | None = None

    def value(self, name: str) -> str:
        """What the address says first under a name, without the space around it."""
        return next(filter(None, map(clean, self.args.getlist(name))), "")

    def keep(self, name: str, typed: str, **found: Any) -> None:
        """Understood: these words of the address mean this."""
        self.fields.append((name, typed))
        self.found |= found


def clean(typed: str) -> str:
    """Without the space around it, and without what no database keeps."""
    return typed.replace("\x00", "").strip()


def shown(typed: str) -> str:
    """The beginning of what was typed, for a sentence about it."""
    return typed if len(typed) <= SHOWN_MAX else f"{typed[:SHOWN_MAX]}…"
