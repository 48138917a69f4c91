"""Queries, written carelessly (`ruleid`) and well (`ok`)."""

from typing import Any

from flask import request
from peewee import SQL

from webapp.database import db
from webapp.ledger.payments.charges import Charge
from webapp.ledger.payouts.payout import Payout

_MARKED = "SELECT id FROM charge WHERE account_id = {mark} LIMIT {mark}"


def lines_of(account_id: str) -> Any:
    # ruleid: sql-glued-together
    return db.execute_sql(f"SELECT id FROM charge WHERE account_id = '{account_id}'")


def payouts_of(account_id: str) -> Any:
    sql = "SELECT id FROM payout WHERE account_id = '%s'" % account_id  # noqa: UP031
    # ruleid: sql-glued-together
    return db.execute_sql(sql)


def refunds_of(account_id: str) -> Any:
    sql = "SELECT id FROM refund WHERE account_id = '" + account_id
    sql += "'"
    # ruleid: sql-glued-together
    return db.execute_sql(sql)


def newest_of(account_id: str) -> Any:
    sql = "SELECT MAX(id) FROM charge WHERE account_id = '{}'"
    # ruleid: sql-glued-together
    return db.execute_sql(sql.format(account_id))


def charges_of(account_id: str) -> Any:
    # ok: sql-glued-together
    return db.execute_sql(_MARKED.format(mark=db.param), (account_id, 10))


def sorted_rows(rows: Any) -> Any:
    column = request.args.get("sort", "id")
    # ruleid: sql-that-the-asker-writes
    return rows.order_by(SQL(column))


def column_of(table: Any) -> Any:
    # ruleid: sql-that-the-asker-writes
    return getattr(table, request.form["by"])


def page(account_id: str) -> Any:
    most = int(request.args.get("limit", "10"))
    # ok: sql-that-the-asker-writes
    return db.execute_sql(_MARKED.format(mark=db.param), (account_id, most))


def anybodys_payout(payout_id: str) -> Any:
    # ruleid: row-by-its-id-alone
    return Payout.get_by_id(payout_id)


def anybodys_charge(charge_id: str) -> Any:
    # ruleid: row-by-its-id-alone
    return Charge.get_or_none(Charge.id == charge_id)


def anybodys_charges(charge_id: str) -> Any:
    # ruleid: row-by-its-id-alone
    return Charge.select(Charge.id, Charge.amount).where(Charge.id == charge_id)


def own_charge(account_id: str, charge_id: str) -> Any:
    # ok: row-by-its-id-alone
    return Charge.get_or_none(Charge.account == account_id, Charge.id == charge_id)
