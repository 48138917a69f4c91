"""Rows that count: held while one looks and writes, dropped when they count for nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from peewee import EXCLUDED, Field, Model

from webapp.database import is_sqlite

SWEPT_AT_ONCE = 16


@dataclass(frozen=True)
class Hold:
    """A share whose row is locked until the transaction ends."""

    wait: int
    says: str
    write: Callable[[bool], None]


def locked(table: type[Model], fresh: dict[str, object], wanted: Field) -> Any:
    """The column of the row, made if it is missing; nobody else has it until we are done."""
    kept = {table.expires_at: EXCLUDED.expires_at}
    row = table.insert(fresh).on_conflict(conflict_target=[table.key], update=kept)
    ((value,),) = row.returning(wanted).tuples().execute()
    return value


def sweep(table: type[Model], key: Field, is_old: object) -> None:
    """Drop a few rows that count for nothing any more, so that the table does not grow."""
    old = table.select(key).where(is_old).limit(SWEPT_AT_ONCE)
    if not is_sqlite():
        old = old.for_update("FOR UPDATE SKIP LOCKED")
    table.delete().where(key.in_(old)).execute()
