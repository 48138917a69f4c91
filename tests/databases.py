"""The databases that the tests run on. Each is migrated once and emptied before every test."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

from tests.postgres import Postgres

ENGINES = ("sqlite", "postgresql")
# What the migrations themselves wrote down must stay: without it they would run again.
KEPT = "schema_migration"


MEMORY = Path("/dev/shm")
MEMORY_BYTES_MIN = 2**30


class TestDatabase(Protocol):
    """A migrated database that can be made new in a few milliseconds."""

    url: str

    def empty(self) -> None:
        """Forget everything but the tables. Nobody may be connected to it."""


class SqliteFile:
    """A file copied from a migrated one."""

    def __init__(self, home: Path, migrate: Callable[[str], None]) -> None:
        """Migrate the file that all others are copied from."""
        self._template = home / "template.db"
        self._path = home / "test.db"
        self.url = f"sqlite:///{self._path}"
        migrate(f"sqlite:///{self._template}")

    def empty(self) -> None:
        """Lay a fresh copy over the file."""
        for ending in ("-wal", "-shm"):
            Path(f"{self._path}{ending}").unlink(missing_ok=True)
        shutil.copyfile(self._template, self._path)


class PostgresDatabase:
    """One database of the server, its rows deleted between tests."""

    def __init__(self, server: Postgres, migrate: Callable[[str], None]) -> None:
        """Create the database and migrate it."""
        self.url = server.create("test")
        migrate(self.url)
        self._admin = psycopg.connect(self.url, autocommit=True)
        # Replicas run no triggers and check no foreign keys: rows go in any order, and quickly.
        self._admin.execute("SET session_replication_role = replica; SET lock_timeout = '10s'")
        self._delete = self._deletion()

    def empty(self) -> None:
        """Delete all rows; on small tables that is far quicker than TRUNCATE."""
        self._admin.execute(self._delete)

    def close(self) -> None:
        """Leave the server."""
        self._admin.close()

    def _deletion(self) -> sql.Composed:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> %s"
        tables = [name for (name,) in self._admin.execute(query, [KEPT])]
        return sql.SQL("; ").join(
            sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in tables
        )


class Databases:
    """One migrated database an engine, made when a test first wants it."""

    def __init__(self, home: Path, closing: ExitStack, migrate: Callable[[str], None]) -> None:
        """Nothing is started yet."""
        self._home, self._closing, self._migrate = home, closing, migrate
        self._made: dict[str, TestDatabase] = {}
        self._server: Postgres | None = None

    def get(self, engine: str) -> TestDatabase:
        """The engine's database."""
        if engine not in self._made:
            is_sqlite = engine == "sqlite"
            self._made[engine] = self._sqlite() if is_sqlite else self._postgres()
        return self._made[engine]

    def create(self, engine: str, name: str) -> str:
        """The URL of another database, empty and without tables: a server's own."""
        if engine == "sqlite":
            return f"sqlite:///{self._home / name}.db"
        return self.server.create(name)

    @property
    def server(self) -> Postgres:
        """The PostgreSQL of this process."""
        if self._server is None:
            self._server = Postgres()
            self._closing.callback(self._server.stop)
        return self._server

    def _sqlite(self) -> SqliteFile:
        """On a disk in memory, where there is one: thousands of commits wait for no real disk."""
        home = self._home
        if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_BYTES_MIN:
            home = Path(tempfile.mkdtemp(prefix="express-sqlite-", dir=MEMORY))
            self._closing.callback(shutil.rmtree, home)
        return SqliteFile(home, self._migrate)

    def _postgres(self) -> PostgresDatabase:
        database = PostgresDatabase(self.server, self._migrate)
        self._closing.callback(database.close)
        return database
