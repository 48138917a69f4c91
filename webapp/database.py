"""The database: one connection a request, opened from a pool; SQLite, PostgreSQL, CockroachDB."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from peewee import SQL, Database, DatabaseProxy, Model, Select, SqliteDatabase, TextField
from playhouse.cockroachdb import PooledCockroachDatabase
from playhouse.migrations import Runner
from playhouse.pool import PooledPostgresqlDatabase, PooledSqliteDatabase

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_SECONDS = 5
POOL_SIZE = 64
# FULL, not NORMAL: in WAL mode NORMAL loses acknowledged money when the power fails.
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": "on",
    "recursive_triggers": "on",  # without it REPLACE deletes a ledger's line past its trigger
    "busy_timeout": BUSY_TIMEOUT_SECONDS * 1_000,
    "temp_store": "memory",
    "cache_size": -65_536,
}

db = DatabaseProxy()


class BaseModel(Model):
    """A table of the dashboard."""

    class Meta:
        """Every model speaks to the one database that `connect` chose."""

        database = db
        legacy_table_names = False


class JSONText(TextField):
    """A small JSON object in a text column; the same on every database."""

    def db_value(self, value: Any) -> str | None:
        """To text; nothing stays nothing."""
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def python_value(self, value: str | None) -> Any:
        """From text; nothing stays nothing."""
        return None if value is None else json.loads(value)


def connect(url: str) -> Database:
    """Choose the database by its URL; connections are opened when first needed."""
    parts = urlsplit(url)
    database = _sqlite(url) if parts.scheme == "sqlite" else _server(url)
    db.initialize(database)
    return database


def upgrade() -> list[str]:
    """Apply the migrations that are missing; returns their names."""
    with db.connection_context():
        return Runner(db.obj, str(MIGRATIONS)).up()


def pending_migrations() -> list[str]:
    """Names of the migrations that have not been applied."""
    return [m.name for m in Runner(db.obj, str(MIGRATIONS)).status() if not m.applied]


def is_sqlite() -> bool:
    """Is the database a SQLite file (one writer at a time, no row locks)?"""
    return isinstance(db.obj, SqliteDatabase)


def is_cockroach() -> bool:
    """Is it CockroachDB, which speaks PostgreSQL's language and keeps rows on many machines?"""
    return isinstance(db.obj, PooledCockroachDatabase)


def for_update(query: Select) -> Select:
    """Lock the rows that a change depends on; SQLite's writers already go one by one."""
    return query if is_sqlite() else query.for_update()


def snapshot() -> Any:
    """A transaction that only reads: it sees one moment throughout, and no writer waits for it."""
    if is_sqlite():
        return db.atomic("DEFERRED")
    # CockroachDB's transactions are serializable already.
    return db.atomic() if is_cockroach() else db.atomic("REPEATABLE READ")


def insert_all(table: Any, rows: list[tuple[Any, ...]]) -> None:
    """Insert full rows through the driver itself: peewee's builder would cost more than they do."""
    db.cursor().executemany(_insert_sql(table, db.param), rows)


def insert_missing(table: Any, rows: list[tuple[Any, ...]]) -> None:
    """Insert full rows; whatever has the key of one of them already stays as it is."""
    db.cursor().executemany(f"{_insert_sql(table, db.param)} ON CONFLICT DO NOTHING", rows)


def add_all(table: Any, rows: list[tuple[Any, ...]]) -> None:
    """Add full rows to a rollup: the key's row is made, or its other columns grow by these."""
    db.cursor().executemany(_add_sql(table, db.param), rows)


def columns_of(table: Any, row: Any) -> tuple[Any, ...]:
    """The columns of a table, or of a subquery, that a kind of named tuple holds, in its order."""
    return tuple(getattr(table, name) for name in row._fields)


@lru_cache(maxsize=64)
def _insert_sql(table: Any, mark: str) -> str:
    columns = [field.column_name for field in table._meta.sorted_fields]
    marks = ", ".join([mark] * len(columns))
    return f"INSERT INTO {table._meta.table_name} ({', '.join(columns)}) VALUES ({marks})"  # nosec B608


@lru_cache(maxsize=64)
def _add_sql(table: Any, mark: str) -> str:
    name = table._meta.table_name
    keys = [field.column_name for field in table._meta.get_primary_keys()]
    sums = [f.column_name for f in table._meta.sorted_fields if f.column_name not in keys]
    moved = ", ".join(f"{column} = {name}.{column} + excluded.{column}" for column in sums)
    return f"{_insert_sql(table, mark)} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {moved}"  # nosec B608


class Prepared:
    """A query compiled once and run many times: peewee's builder costs more than the query."""

    def __init__(self, build: Any) -> None:
        """Take a function that gets one placeholder and returns the query."""
        self._build = build
        self._sql: dict[str, str] = {}

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows as tuples, for these values of the placeholders, in their order."""
        return db.execute_sql(self.sql, values).fetchall()

    def first(self, *values: Any) -> tuple[Any, ...] | None:
        """The first row as a tuple, or nothing."""
        return db.execute_sql(self.sql, values).fetchone()

    @property
    def sql(self) -> str:
        """The compiled text for the database in use."""
        mark = db.obj.param
        if mark not in self._sql:
            text, values = self._build(SQL(mark)).bind(db.obj).sql()
            assert not values, "every value of a prepared query is a placeholder"
            self._sql[mark] = text
        return self._sql[mark]


def _sqlite(url: str) -> Database:
    path = Path(unquote(url[len("sqlite:///") :]))
    path.parent.mkdir(parents=True, exist_ok=True)
    return PooledSqliteDatabase(
        str(path),
        pragmas=PRAGMAS,
        lock_type="IMMEDIATE",
        max_connections=POOL_SIZE,
        timeout=BUSY_TIMEOUT_SECONDS,
        check_same_thread=False,
    )


def _server(url: str) -> Database:
    parts = urlsplit(url)
    is_cockroach = parts.scheme == "cockroachdb"
    pooled = PooledCockroachDatabase if is_cockroach else PooledPostgresqlDatabase
    conninfo = parts._replace(scheme="postgresql").geturl()
    return pooled(
        conninfo,
        max_connections=POOL_SIZE,
        timeout=BUSY_TIMEOUT_SECONDS,
        prefer_psycopg3=True,
    )


def open_connection() -> None:
    """Take a connection from the pool for the request that begins."""
    db.connect(reuse_if_open=True)


def close_connection(_: BaseException | None = None) -> None:
    """Give the request's connection back to the pool."""
    if not db.is_closed():
        db.close()
