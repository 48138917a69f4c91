"""Each test begins on a migrated database with nothing in it."""

from collections.abc import Callable

from peewee import DatabaseProxy

from tests.cast import Platform, flatten
from tests.databases import KEPT, Databases


def rows(db: DatabaseProxy) -> dict[str, int]:
    """How many rows each table holds."""
    count = 'SELECT COUNT(*) FROM "{}"'
    tables = [name for name in db.get_tables() if name != KEPT]
    return {name: db.execute_sql(count.format(name)).fetchone()[0] for name in tables}


def test_a_test_begins_with_empty_tables(db: DatabaseProxy) -> None:
    found = rows(db)
    assert "platform" in found
    assert not any(found.values())


def test_what_a_test_wrote_is_forgotten(
    db: DatabaseProxy, acme: Platform, databases: Databases, engine: str
) -> None:
    assert rows(db)["platform"] == 1
    db.close_all()
    databases.get(engine).empty()
    assert not any(rows(db).values())


def test_the_migrations_have_nothing_left_to_do(cli: Callable[..., str], db: DatabaseProxy) -> None:
    applied = db.execute_sql(f"SELECT name FROM {KEPT}").fetchall()
    cli("db", "upgrade")
    assert db.execute_sql(f"SELECT name FROM {KEPT}").fetchall() == applied
    assert applied


def test_fields_are_sent_as_the_sdks_send_them() -> None:
    fields = {"a": {"b": 1, "c": None}, "lines": [{"amount": 5}], "on": True}
    assert list(flatten(fields)) == [("a[b]", "1"), ("lines[0][amount]", "5"), ("on", "true")]
