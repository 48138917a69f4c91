"""Money to come is rolled up by the quarter of an hour in which it becomes available.

A row was a second's before: a busy seller had a row for nearly every line that was pending.
"""

from collections import defaultdict

from peewee import Database
from playhouse.migrate import SchemaMigrator

QUARTER = 900
READ = "SELECT currency, available_on, net FROM settling_balance WHERE account_id = {mark}"
DELETE = "DELETE FROM settling_balance WHERE account_id = {mark}"
INSERT = """
INSERT INTO settling_balance (account_id, currency, available_on, net)
VALUES ({mark}, {mark}, {mark}, {mark})
"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add up each account's rows by the last second of their quarters."""
    for (id_,) in db.execute_sql("SELECT id FROM account").fetchall():
        quarters: dict[tuple[str, int], int] = defaultdict(int)
        for currency, at, net in db.execute_sql(READ.format(mark=db.param), (id_,)).fetchall():
            quarters[currency, at - at % QUARTER + QUARTER - 1] += net
        if quarters:
            db.execute_sql(DELETE.format(mark=db.param), (id_,))
        for (currency, end), net in sorted(quarters.items()):
            db.execute_sql(INSERT.format(mark=db.param), (id_, currency, end, net))
