"""An installation of before has its rollups by type after the upgrade, as if it always had."""

from datetime import UTC, datetime

from peewee import Database
from playhouse.migrations import Runner

from tests.databases import Databases
from webapp import database
from webapp.accounts.account import Account
from webapp.ledger.balance import balances
from webapp.ledger.rollups import verify

BEFORE = "0014_contacts"
APRIL_4 = int(datetime(2026, 4, 4, 12, tzinfo=UTC).timestamp())
ZONES = ("Etc/UTC", "Australia/Lord_Howe", "Asia/Kathmandu")
LINES = 300
FAR_OFF, WAITS = 2**31, (0, 1, 900)  # two in one quarter of an hour, and one in the next


def fill(db: Database) -> None:
    """Sellers in three zones, with lines of several types around a change of clocks."""
    db.execute_sql(
        "INSERT INTO platform (id, name, brand_color, created) VALUES ('plat_1', 'Acme', '#1', 1)"
    )
    for number, zone in enumerate(ZONES):
        db.execute_sql(
            "INSERT INTO account (id, platform_id, livemode, is_platform, type, created, country,"
            " default_currency, timezone, payout_interval, delay_days, revision)"
            f" VALUES ('acct_{number}', 'plat_1', {db.param}, {db.param}, 'express', 1, 'DE',"
            f" 'eur', '{zone}', 'daily', 2, 0)",
            (False, False),
        )
        sold = [line(f"acct_{number}", count) for count in range(LINES)]
        sold += [line(f"acct_{number}", LINES + wait, FAR_OFF + wait) for wait in WAITS]
        db.execute_sql(
            "INSERT INTO balance_transaction (account_id, id, created, available_on, type, amount,"
            f" fee, net, currency) VALUES {', '.join(sold)}"
        )
        db.execute_sql(
            f"INSERT INTO settled_balance VALUES ('acct_{number}', 'eur', {sum(range(LINES))})"
        )
        for wait in WAITS:
            db.execute_sql(
                "INSERT INTO settling_balance"
                f" VALUES ('acct_{number}', 'eur', {FAR_OFF + wait}, {LINES + wait})"
            )


def line(account_id: str, count: int, available_on: int | None = None) -> str:
    """A line as the table had it, ten minutes after the one before."""
    kind = ("charge", "refund", "payout", "adjustment")[count % 4]
    created = APRIL_4 + 600 * count
    return (
        f"('{account_id}', 'txn_{count}', {created}, {available_on or created}, '{kind}',"
        f" {count + 1}, 1, {count}, 'eur')"
    )


def test_every_line_of_before_is_in_the_rollups(engine: str, databases: Databases) -> None:
    db = database.connect(databases.create(engine, "untyped"))
    try:
        with db.connection_context():
            Runner(db, str(database.MIGRATIONS)).up(BEFORE)
            fill(db)
            Runner(db, str(database.MIGRATIONS)).up()
            for account in Account.select():
                assert verify(account) == []
                assert [found.pending.minor for found in balances(account)] == [1_801]
            assert not {"earnings_day", "earnings_quarter"} & set(db.get_tables())
    finally:
        database.db.close_all()
