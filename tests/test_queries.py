"""The rule that every query of the app names its account catches those that do not."""

import pytest
from peewee import CompositeKey, DatabaseProxy

from tests import queries
from tests.queries import SCOPED, WEBAPP, unscoped
from webapp.database import BaseModel
from webapp.ledger.balance import SettledBalance


def tables() -> set[str]:
    """The tables whose keys begin with the account."""
    keyed = [model._meta for model in BaseModel.__subclasses__()]
    composite = [meta for meta in keyed if isinstance(meta.primary_key, CompositeKey)]
    return {m.table_name for m in composite if m.primary_key.field_names[0] == "account"}


def test_every_table_that_is_keyed_by_account_is_watched() -> None:
    assert tables() == SCOPED


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT * FROM "charge" AS "t1"',
        'SELECT "t1"."account_id" FROM "charge" AS "t1" WHERE ("t1"."id" = ?)',
        'SELECT * FROM "charge" AS "t1" ORDER BY "t1"."account_id"',
        'SELECT * FROM "account" AS "t1", "charge" AS "t2" WHERE ("t1"."id" = ?)',
        'SELECT * FROM "charge" AS "t1" WHERE ("t1"."account_id" > ?)',
        'SELECT * FROM "charge" AS "t1" WHERE ("t2"."account_id" = ?)',
        'SELECT 1 FROM "payout" AS "t1" WHERE ("t1"."account_id" = ?) UNION '
        'SELECT 1 FROM "refund" AS "t2" WHERE ("t2"."id" = ?)',
        "UPDATE payout SET account_id = ? WHERE id = ?",
        'DELETE FROM "type_day"',
        'INSERT INTO "payout" ("id") VALUES (%s)',
        "select * from settled_balance",
    ],
)
def test_a_query_that_names_no_account_is_caught(sql: str) -> None:
    assert unscoped(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT * FROM "charge" AS "t1" WHERE (("t1"."account_id" = ?) AND ("t1"."id" = ?))',
        'SELECT * FROM "charge" AS "t1" WHERE ("t1"."account_id" IN (%s, %s))',
        'SELECT 1 FROM "payout" AS "t1" WHERE ("t1"."account_id" = ?) UNION '
        'SELECT 1 FROM "refund" AS "t2" WHERE ("t2"."account_id" = ?)',
        'UPDATE "payout" SET "status" = %s WHERE ("payout"."account_id" = %s)',
        "DELETE FROM type_day WHERE account_id = ?",
        'INSERT INTO "payout" ("account_id", "id") VALUES (%s, %s)',
        'SELECT * FROM "account" AS "t1"',
        'CREATE TABLE "payout" ("id" TEXT)',
    ],
)
def test_a_query_that_names_its_account_is_none(sql: str) -> None:
    assert not unscoped(sql)


def test_what_the_app_asks_is_noticed_and_what_a_test_asks_is_not(db: DatabaseProxy) -> None:
    list(SettledBalance.select())
    assert queries.offences == []
    app = compile("list(SettledBalance.select())", str(WEBAPP / "ledger" / "balance.py"), "exec")
    exec(app, {"SettledBalance": SettledBalance})
    assert len(queries.offences) == 1
    assert queries.offences.pop().startswith("settled_balance without account_id: SELECT")
