"""Every query that the tests make the app run must name the account whose rows it touches.

One account's rows lie together, by `account_id`: a distributed engine could not answer a query
that does not name it without asking every machine, and nothing else keeps accounts apart.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee
import playhouse
import pytest

WEBAPP = Path(__file__).parent.parent / "webapp"
SCOPED = {
    "balance_transaction",
    "charge",
    "contact_change",
    "idempotent_request",
    "line_term",
    "news",
    "notification_choice",
    "passkey",
    "payout",
    "payout_sum",
    "payout_window",
    "recovery_code",
    "refund",
    "saved_view",
    "settled_balance",
    "settling_balance",
    "transfer",
    "transfer_reversal",
    "type_day",
    "type_quarter",
}
ROWS = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH)\b", re.IGNORECASE)
TABLE = re.compile(
    r'\b(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)"?(?:\s+AS\s+"?(\w+)"?)?'
    r'|,\s*"(\w+)"\s+AS\s+"(\w+)"',
    re.IGNORECASE,
)
BETWEEN = (__file__, peewee.__file__, str(Path(playhouse.__file__).parent))

offences: list[str] = []
_sound: set[str] = set()


def unscoped(sql: str) -> list[str]:
    """The account-scoped tables of a query whose rows it touches without naming the account."""
    if not ROWS.match(sql):
        return []
    found = []
    for match in TABLE.finditer(sql):
        table, alias = match[1] or match[3], match[2] or match[4] or match[1]
        if table.lower() in SCOPED and not _names_account(sql[match.end() :], table, alias):
            found.append(table)
    return found


def _names_account(rest: str, table: str, alias: str) -> bool:
    """Does an INSERT list the column, or a condition behind the table fix it?"""
    columns = re.match(r"\s*\(([^)]*)\)", rest)
    if columns:
        return "account_id" in columns[1]
    conditions = re.split(r"\bWHERE\b|\bON\b", rest, maxsplit=1)
    column = rf'(?:"?\b(?:{alias}|{table})"?\.|(?<![."\w]))"?account_id"?'
    fixed = rf"{column}\s*(?:=|\bIN\b)|=\s*{column}"
    return len(conditions) > 1 and bool(re.search(fixed, conditions[1]))


class WatchedCursor:
    """A driver's cursor that looks at each query before it runs."""

    def __init__(self, cursor: Any) -> None:
        """Stand in for the driver's own."""
        self._cursor = cursor

    def execute(self, sql: str, *values: Any) -> Any:
        """Run it, looked at."""
        look_at(sql)
        return self._cursor.execute(sql, *values)

    def executemany(self, sql: str, *values: Any) -> Any:
        """Run it many times, looked at."""
        look_at(sql)
        return self._cursor.executemany(sql, *values)

    def __iter__(self) -> Iterator[Any]:
        """The rows."""
        return iter(self._cursor)

    def __getattr__(self, name: str) -> Any:
        """All else is the driver's."""
        return getattr(self._cursor, name)


def look_at(sql: str) -> None:
    """Note an offence, if it is the app that asks; tests may look at whole tables."""
    if sql in _sound:
        return
    tables = unscoped(sql)
    if not tables:
        _sound.add(sql)
    elif is_asked_by_the_app():
        offences.append(f"{', '.join(tables)} without account_id: {sql}")


def is_asked_by_the_app() -> bool:
    """Is a module of ours the nearest that is not the database library or this one?"""
    frame = sys._getframe()
    while frame.f_back and frame.f_code.co_filename.startswith(BETWEEN):
        frame = frame.f_back
    return Path(frame.f_code.co_filename).is_relative_to(WEBAPP)


@pytest.fixture(scope="session", autouse=True)
def watched_cursors() -> Iterator[None]:
    """Look at every query of this process, of both engines."""
    cursor = peewee.Database.cursor
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(peewee.Database, "cursor", lambda *args: WatchedCursor(cursor(*args)))
        yield


@pytest.fixture(autouse=True)
def queries_name_the_account() -> Iterator[None]:
    """Fail the test that made the app ask for rows of no account in particular."""
    offences.clear()
    yield
    assert not offences
