"""What a platform does by its key, for the audit log."""

from typing import Any

from flask import g

from webapp.access.audit import trail
from webapp.accounts.account import Account


def actor() -> str:
    """The key that asks, as the log names it."""
    return f"key {g.key.hint}"


def note(event: str, account: Account | str, **detail: Any) -> None:
    """Write the event down with the key that did it; it belongs to the write's transaction."""
    trail.record(event, account=account, actor=actor(), **detail)
