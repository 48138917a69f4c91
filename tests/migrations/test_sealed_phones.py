"""An installation of before seals what it holds when it is upgraded, and loses none of it."""

import json
import zlib
from pathlib import Path

from peewee import Database
from playhouse.migrations import Runner

from tests.app import SECRET_KEY
from tests.databases import Databases
from webapp import database, keyring
from webapp.accounts.account import Account
from webapp.api.idempotency import IdempotentRequest

BEFORE = "0006_idempotency"
PHONE, DETAILS = "+4915112345678", {"individual": {"phone": "+4915112345678"}}
SELLERS = 1_203  # more than the migration takes at once


def fill(db: Database) -> None:
    """Accounts and a kept answer as they were written before: for all to read."""
    mark = db.param
    db.execute_sql(
        "INSERT INTO platform (id, name, brand_color, created) VALUES ('plat_1', 'Acme', '#1', 1)"
    )
    columns = {
        "id": mark, "platform_id": "'plat_1'", "livemode": mark, "is_platform": mark,
        "type": "'express'", "created": "1", "phone": mark, "details": mark, "country": "'DE'",
        "default_currency": "'eur'", "timezone": "'Etc/UTC'", "payout_interval": "'daily'",
        "delay_days": "2", "revision": "0",
    }  # fmt: skip
    names, values = ", ".join(columns), ", ".join(columns.values())
    for number in range(SELLERS):
        phone = PHONE if number % 2 else None
        row = (f"acct_{number}", False, False, phone, json.dumps(DETAILS) if phone else None)
        db.execute_sql(f"INSERT INTO account ({names}) VALUES ({values})", row)
    body = zlib.compress(b"{}")
    db.execute_sql(
        f"INSERT INTO idempotent_request VALUES ('acct_1', 'k', 1, 'f', 'req_1', 200, {mark})",
        (body,),
    )


def test_what_was_in_clear_is_sealed_and_still_there(engine: str, databases: Databases) -> None:
    """F8: the upgrade seals phone numbers, details and kept answers."""
    keyring.unlock(SECRET_KEY)
    db = database.connect(databases.create(engine, "unsealed"))
    try:
        with db.connection_context():
            Runner(db, str(database.MIGRATIONS)).up(BEFORE)
            fill(db)
            assert Runner(db, str(database.MIGRATIONS)).up()
            rows = db.execute_sql("SELECT phone, details FROM account").fetchall()
            assert len(rows) == SELLERS
            assert PHONE not in str(rows)
            for account in Account.select():
                is_odd = int(account.id.removeprefix("acct_")) % 2
                assert (account.phone, account.details) == (
                    (PHONE, DETAILS) if is_odd else (None, None)
                )
            assert zlib.decompress(IdempotentRequest.get().body) == b"{}"
    finally:
        database.db.close_all()
    if engine == "sqlite":
        assert PHONE.encode() not in Path(db.database).read_bytes()
