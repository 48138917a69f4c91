"""The catalogue is whole: what is recorded is in it, what is in it is recorded and tested."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from webapp.access.audit import trail
from webapp.access.audit.events import CATALOGUE, EVENTS

ROOT = Path(__file__).parents[2]
CATALOGUE_ITSELF = {"webapp/access/audit/events.py", "tests/access/test_audit_catalogue.py"}
RECORDERS = {"record", "note", "_note"}
NAME = re.compile(r"[a-z_]+\.[a-z_]+")
# J1's own list; each word stands for at least one event.
WANTED = {
    *("link.minted", "link.opened", "link.spent", "link.refused"),
    *("code.sent", "code.accepted", "code.wrong", "code.locked", "code.expired", "code.refused"),
    *("phone.changed", "email.changed", "factor.added", "factor.removed", "recovery_code.used"),
    *("session.opened", "session.ended", "sessions.ended_everywhere"),
    *("key.minted", "key.rolled", "key.revoked"),
    *("access.refused", "csrf.refused", "limit.reached", "key.refused"),
    *("payout.created", "payout.canceled", "payout.marked", "payouts.run"),
    *("account.created", "account.closed", "platform.created", "ledger.rebuilt"),
}


def sources(folder: str) -> Iterator[str]:
    """The modules of a folder, but for the catalogue and this test."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        if path.relative_to(ROOT).as_posix() not in CATALOGUE_ITSELF:
            yield path.read_text(encoding="utf-8")


@cache
def named(folder: str) -> set[str]:
    """The events that the modules of a folder name."""
    text = "\n".join(sources(folder))
    return {name for name in EVENTS if re.search(rf"['\"]{re.escape(name)}['\"]", text)}


def recorded() -> set[str]:
    """What the code hands to the log by name, or says that an error is refused under."""
    found: set[str] = set()
    for node in (node for text in sources("webapp") for node in ast.walk(ast.parse(text))):
        said: ast.expr | None = None
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = node.func.id if isinstance(node.func, ast.Name) else called
            said = node.args[0] if called in RECORDERS else None
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "refusal":
            said = node.value
        if isinstance(said, ast.Constant) and NAME.fullmatch(str(said.value)):
            found.add(said.value)  # type: ignore[arg-type]
    return found


def test_every_event_has_one_name() -> None:
    assert len(EVENTS) == len(CATALOGUE)


def test_the_catalogue_holds_what_must_be_noted() -> None:
    """J1: at least 25 events, of each kind that the requirement lists."""
    assert len(WANTED) >= 25
    assert set(EVENTS) >= WANTED


def test_nothing_is_recorded_that_the_catalogue_does_not_know() -> None:
    """J1: the log, its documentation and the seller's page all know every event."""
    assert len(recorded()) >= 20
    assert recorded() <= set(EVENTS)


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_of_the_catalogue_is_recorded_and_tested(event: str) -> None:
    """J1: some code records it, and some test looks for it in the log."""
    assert event in named("webapp")
    assert event in named("tests")


@pytest.mark.engine("sqlite")
def test_an_unknown_event_cannot_be_recorded() -> None:
    """J1: a mistyped name fails the first test that comes by."""
    with pytest.raises(AssertionError, match="audit/events"):
        trail.record("phone.eaten")
