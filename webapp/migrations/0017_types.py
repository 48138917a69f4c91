"""Rollups of every line, by type, instead of those of earnings alone. A frozen copy of the models.

The sums are made anew from the lines, account by account.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from peewee import (
    BigIntegerField,
    CharField,
    CompositeKey,
    Database,
    ForeignKeyField,
    Model,
    SqliteDatabase,
)
from playhouse.migrate import SchemaMigrator

QUARTER = 900
ACCOUNTS_AT_ONCE, ROWS_AT_ONCE = 1_000, 500
SUM_UP = """
INSERT INTO type_quarter (account_id, currency, start, type, net, gross, fee, count)
SELECT account_id, currency, created - {rest}, type, SUM(net), SUM(amount), SUM(fee), COUNT(*)
FROM balance_transaction WHERE account_id = {mark}
GROUP BY account_id, currency, created - {rest}, type
"""
REST = f"MOD(created, {QUARTER})"
REST_SQLITE = f"created % {QUARTER}"  # its MOD makes fractions
ACCOUNTS = "SELECT id, timezone FROM account WHERE id > {mark} ORDER BY id LIMIT {mark}"
QUARTERS = """
SELECT currency, start, type, net, gross, fee, count FROM type_quarter WHERE account_id = {mark}
"""


class Account(Model):
    """The table that the others point to; made by an earlier migration."""

    id = CharField(primary_key=True)

    class Meta:
        table_name = "account"


class TypeQuarter(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    start = BigIntegerField()
    type = CharField()
    net = BigIntegerField()
    gross = BigIntegerField()
    fee = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        table_name = "type_quarter"
        primary_key = CompositeKey("account", "currency", "start", "type")


class TypeDay(Model):
    """The table as it was at first."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    day = CharField(max_length=10)
    type = CharField()
    net = BigIntegerField()
    gross = BigIntegerField()
    fee = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        table_name = "type_day"
        primary_key = CompositeKey("account", "currency", "day", "type")


TABLES: list[Any] = [TypeQuarter, TypeDay]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables, fill them, and drop those that they replace."""
    for table in TABLES:  # SQLite keeps the rows in their key's order, and no second tree beside
        table._meta.without_rowid = isinstance(db, SqliteDatabase)
    with db.bind_ctx([Account, *TABLES]):
        db.create_tables(TABLES)
    for id_, zone in _accounts(db):
        _sum_up(db, id_)
        _cut_days(db, id_, zone)
    db.execute_sql("DROP TABLE earnings_quarter")
    db.execute_sql("DROP TABLE earnings_day")


def _accounts(db: Database) -> Iterator[tuple[str, str]]:
    """All accounts in pieces, each read whole before anything of it is written."""
    sql = ACCOUNTS.format(mark=db.param)
    rows = db.execute_sql(sql, ("", ACCOUNTS_AT_ONCE)).fetchall()
    while rows:
        yield from rows
        rows = db.execute_sql(sql, (rows[-1][0], ACCOUNTS_AT_ONCE)).fetchall()


def _sum_up(db: Database, account_id: str) -> None:
    rest = REST_SQLITE if isinstance(db, SqliteDatabase) else REST
    db.execute_sql(SUM_UP.format(rest=rest, mark=db.param), (account_id,))


def _cut_days(db: Database, account_id: str, zone: str) -> None:
    days: dict[tuple[str, str, str], list[int]] = {}
    for currency, start, type_, *sums in db.execute_sql(
        QUARTERS.format(mark=db.param), (account_id,)
    ).fetchall():
        found = days.setdefault((currency, _day(start, zone), type_), [0, 0, 0, 0])
        for column, moved in enumerate(sums):
            found[column] += moved
    rows = [(account_id, *key, *sums) for key, sums in sorted(days.items())]
    with db.bind_ctx([Account, TypeDay]):
        for start in range(0, len(rows), ROWS_AT_ONCE):
            TypeDay.insert_many(rows[start : start + ROWS_AT_ONCE]).execute()


@lru_cache(maxsize=65_536)
def _day(moment: int, zone: str) -> str:
    return datetime.fromtimestamp(moment, ZoneInfo(zone)).date().isoformat()
