"""The database: what is written stays written, writers queue, and connections come back."""

import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from peewee import DatabaseProxy, IntegrityError
from playhouse.cockroachdb import PooledCockroachDatabase
from playhouse.pool import PooledPostgresqlDatabase, PooledSqliteDatabase

from tests.ledger.crowd import all_at_once, elsewhere
from webapp import database
from webapp.accounts.founding import found_platform
from webapp.accounts.platform import Platform
from webapp.database import JSONText, Prepared
from webapp.ledger.balance import SettledBalance

FULL, ON, FIVE_SECONDS = 2, 1, 5_000


def pragma(db: DatabaseProxy, name: str) -> Any:
    return db.execute_sql(f"PRAGMA {name}").fetchone()[0]


def check_pragmas(db: DatabaseProxy) -> None:
    """What every connection must keep to."""
    assert pragma(db, "journal_mode") == "wal"
    assert pragma(db, "synchronous") == FULL
    assert pragma(db, "foreign_keys") == ON
    assert pragma(db, "recursive_triggers") == ON
    assert pragma(db, "busy_timeout") >= FIVE_SECONDS


@pytest.mark.engine("sqlite")
def test_every_connection_of_the_pool_writes_durably(db: DatabaseProxy) -> None:
    together = threading.Barrier(20)

    def look() -> int:
        together.wait(10)  # so that none of them gets a connection that another gave back
        check_pragmas(db)
        return id(db.connection())

    assert len(set(all_at_once([look] * 20))) == 20
    check_pragmas(db)


@pytest.mark.engine("sqlite")
def test_a_connection_that_went_round_the_pool_still_writes_durably(db: DatabaseProxy) -> None:
    for _ in range(3):
        db.execute_sql("SELECT 1")
        db.close()
        db.connect()
        check_pragmas(db)


def test_a_row_of_nobody_is_refused(db: DatabaseProxy) -> None:
    with pytest.raises(IntegrityError):
        SettledBalance.insert(account="acct_nobody", currency="eur", net=1).execute()


def rename(platform_id: str) -> None:
    """Read, think, and write what was read and a letter more."""
    with database.db.atomic():
        row = database.for_update(Platform.select().where(Platform.id == platform_id)).get()
        time.sleep(0.02)
        row.name += "x"
        row.save()


def test_writers_who_read_first_go_one_by_one(db: DatabaseProxy) -> None:
    acme = found_platform("Acme").platform
    all_at_once([partial(rename, acme.id)] * 10)
    assert Platform.get_by_id(acme.id).name == "Acme" + "x" * 10


def test_a_snapshot_sees_one_moment_and_keeps_no_writer_waiting(db: DatabaseProxy) -> None:
    acme = found_platform("Acme").platform
    with database.snapshot():
        before = Platform.get_by_id(acme.id).name
        elsewhere(lambda: rename(acme.id))
        assert Platform.get_by_id(acme.id).name == before
    assert Platform.get_by_id(acme.id).name == before + "x"


def test_a_request_gives_its_connection_back(db: DatabaseProxy, client: FlaskClient) -> None:
    db.close()
    for path in ("/healthz", "/signin", "/", "/no-such-page", "/v1/balance"):
        client.get(path)
        assert len(db.obj._in_use) == 0, path


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("postgresql://user:password@127.0.0.1/name", PooledPostgresqlDatabase),
        ("postgres://user:password@127.0.0.1/name", PooledPostgresqlDatabase),
        ("cockroachdb://root@127.0.0.1:26257/name", PooledCockroachDatabase),
    ],
)
def test_the_url_chooses_the_database(url: str, kind: Any) -> None:
    chosen: Any = database.connect(url)
    assert type(chosen) is kind
    assert chosen.database == "postgresql://" + url.split("://")[1]
    assert not database.is_sqlite()


def test_a_file_gets_its_folder_and_its_odd_name(tmp_path: Path) -> None:
    chosen = database.connect(f"sqlite:///{tmp_path}/new/b%20c.db")
    assert type(chosen) is PooledSqliteDatabase
    assert database.is_sqlite()
    with database.db.connection_context():
        database.db.execute_sql("CREATE TABLE x (y)")
    assert (tmp_path / "new" / "b c.db").exists()
    database.db.close_all()


def test_rollup_rows_are_made_or_grow(db: DatabaseProxy) -> None:
    founded = found_platform("Acme")
    owner = founded.platform.accounts.get().id
    database.add_all(SettledBalance, [(owner, "eur", 5), (owner, "usd", 1)])
    database.add_all(SettledBalance, [(owner, "eur", -7), (owner, "eur", 1)])
    mine = SettledBalance.select().where(SettledBalance.account == owner)
    assert {row.currency: row.net for row in mine} == {"eur": -1, "usd": 1}


def test_a_query_is_compiled_once_for_each_database(db: DatabaseProxy) -> None:
    built = []

    def build(mark: object) -> object:
        built.append(mark)
        return Platform.select(Platform.name).where(Platform.id == mark)

    query, acme = Prepared(build), found_platform("Acme").platform
    assert query.first(acme.id) == query.first(acme.id) == ("Acme",)
    assert query.rows("plat_nobody") == []
    assert len(built) == 1


def test_a_compiled_query_never_hides_a_value(db: DatabaseProxy) -> None:
    with pytest.raises(AssertionError, match="placeholder"):
        Prepared(lambda mark: Platform.select().where(Platform.name == "Acme")).rows()


@pytest.mark.parametrize("value", [None, {}, {"a": "ö", "b": {"c": [1, None, True]}}])
def test_small_objects_come_back_as_they_were(value: object) -> None:
    column = JSONText(null=True)
    assert column.python_value(column.db_value(value)) == value
