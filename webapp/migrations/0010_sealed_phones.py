"""Phone numbers, details and kept answers are sealed: what a thief of the database reads is noise.

The tables keep their columns; what is in them is sealed in place, with the keyring of SECRET_KEY.
"""

from collections.abc import Iterator
from typing import Any

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator

from webapp import keyring

ROWS_AT_ONCE = 1_000


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Seal what is there."""
    if isinstance(db, SqliteDatabase):
        _run(db, "PRAGMA secure_delete = on")  # what was in clear is to leave the file, too
    for id_, phone, details in _accounts(db):
        sealed = _text(phone, "account.phone"), _text(details, "account.details")
        _run(db, "UPDATE account SET phone = {0}, details = {0} WHERE id = {0}", *sealed, id_)
        _seal_answers(db, id_)


def _accounts(db: Database) -> Iterator[tuple[Any, ...]]:
    """All accounts in pieces, each read whole before the first of it is written."""
    sql = "SELECT id, phone, details FROM account WHERE id > {0} ORDER BY id LIMIT {0}"
    rows = _run(db, sql, "", ROWS_AT_ONCE)
    while rows:
        yield from rows
        rows = _run(db, sql, rows[-1][0], ROWS_AT_ONCE)


def _seal_answers(db: Database, account_id: str) -> None:
    answers = "FROM idempotent_request WHERE account_id = {0}"
    for key, body in _run(db, f"SELECT key, body {answers}", account_id):
        sealed = keyring.seal_bytes(bytes(body), "idempotent_request.body")
        sql = "UPDATE idempotent_request SET body = {0} WHERE account_id = {0} AND key = {0}"
        _run(db, sql, sealed, account_id, key)


def _text(plain: str | None, purpose: str) -> str | None:
    return None if plain is None else keyring.seal(plain, purpose)


def _run(db: Database, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    cursor = db.execute_sql(sql.format(db.param), values)
    return list(cursor.fetchall()) if cursor.description else []
