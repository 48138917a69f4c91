"""Sealing anew what an older secret sealed, so that the older secret can be dropped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from webapp.database import BaseModel, db
from webapp.keyring import SealBroken
from webapp.sealed import columns

ROWS_AT_ONCE = 500


@dataclass
class Resealed:
    """How it went with one column."""

    purpose: str
    count: int = 0
    broken: int = 0


def reseal_all() -> Iterator[Resealed]:
    """Seal every sealed column again, in small transactions; people may go on working."""
    for model in sorted(BaseModel.__subclasses__(), key=lambda model: model.__name__):
        for field in columns(model):
            yield _reseal(model, field)


def _reseal(model: Any, field: Any) -> Resealed:
    done = Resealed(field.purpose)
    for rows in _pieces(model, field.column_name):
        with db.atomic():
            for *key, old in rows:
                if old is not None:
                    _reseal_one(model, field, key, old, done)
    return done


def _reseal_one(model: Any, field: Any, key: list[Any], old: Any, done: Resealed) -> None:
    """Seal one value again, unless somebody changes it meanwhile: then it is new anyway."""
    try:
        new = field.resealed(old)
    except SealBroken:
        done.broken += 1
        return
    still = " AND ".join(f"{name} = {db.param}" for name in [*_key_of(model), field.column_name])
    sql = f"UPDATE {model._meta.table_name} SET {field.column_name} = {db.param} WHERE {still}"  # nosec B608
    db.execute_sql(sql, (new, *key, old))
    done.count += 1


def _pieces(model: Any, column: str) -> Iterator[list[tuple[Any, ...]]]:
    """All rows in order of their key; those of an account's tables account by account."""
    names = _key_of(model)
    account = model._meta.fields.get("account")
    if len(names) == 1 or account is None or account.column_name != names[0]:
        yield from _walk(model, names, column, within={})
        return
    for accounts in _walk(account.rel_model, _key_of(account.rel_model), None, within={}):
        for (account_id,) in accounts:
            yield from _walk(model, names, column, within={names[0]: account_id})


def _walk(
    model: Any, names: list[str], column: str | None, *, within: dict[str, Any]
) -> Iterator[list[tuple[Any, ...]]]:
    """Pages of a table by its key, each read whole before the first row of it is written."""
    rest = [name for name in names if name not in within]
    what = f"SELECT {', '.join(filter(None, [*names, column]))} FROM {model._meta.table_name}"  # nosec B608
    fixed = [f"{name} = {db.param}" for name in within]
    after = f"({', '.join(rest)}) > ({_marks(rest)})"
    order = f"ORDER BY {', '.join(rest)} LIMIT {ROWS_AT_ONCE}"
    last: tuple[Any, ...] = ()
    while True:
        conditions = fixed + ([after] if last else [])
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        rows = db.execute_sql(f"{what} {where} {order}", (*within.values(), *last)).fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][len(within) : len(names)]


def _marks(names: Iterable[str]) -> str:
    return ", ".join(db.param for _ in names)


def _key_of(model: Any) -> list[str]:
    return [field.column_name for field in model._meta.get_primary_keys()]
