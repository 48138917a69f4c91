"""Lists of payouts are read by an index, however they are filtered."""

from collections.abc import Callable

import pytest
from peewee import DatabaseProxy

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger.page import page
from webapp.ledger.payouts.payout import Payout

COUNT = 1_000
FILTERS: dict[str, list[object]] = {
    "all": [],
    "one status": [Payout.status.in_(("failed",))],
    "one currency": [Payout.currency == "usd"],
    "both": [Payout.status.in_(("failed",)), Payout.currency == "usd"],
}


@pytest.fixture
def paid(db: DatabaseProxy, make_seller: Callable[..., Account], alice: Account) -> Account:
    """Alice, with a thousand payouts among another's."""
    for account in (alice, make_seller("carol")):
        rows = [
            {
                "account": account, "id": f"po_{n:06}", "created": clock.now() - n, "amount": 1,
                "currency": "usd" if n % 50 == 0 else "eur", "arrival_date": clock.now(),
                "status": "failed" if n % 40 == 0 else "paid", "changed_at": clock.now(),
                "balance_transaction": f"txn_{n}",
            }
            for n in range(COUNT)
        ]  # fmt: skip
        for start in range(0, COUNT, 100):
            Payout.insert_many(rows[start : start + 100]).execute()
    if db.param != "?":
        db.execute_sql("ANALYZE payout")
        # Of so few rows a server may rather gather a handful and sort them; of many it never may.
        db.execute_sql("SET enable_bitmapscan = off")
    return alice


@pytest.mark.parametrize("name", FILTERS)
def test_a_page_of_payouts_scans_nothing_and_sorts_nothing(
    paid: Account, db: DatabaseProxy, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, tuple[object, ...]]] = []
    ask = db.obj.execute_sql

    def listening(sql: str, params: tuple[object, ...] = ()) -> object:
        heard.append((sql, params))
        return ask(sql, params)

    monkeypatch.setattr(db.obj, "execute_sql", listening)
    found = page(Payout, Payout.account == paid.id, where=FILTERS[name], limit=20)
    assert found.items
    for sql, params in heard:
        is_sqlite = db.param == "?"
        asked = f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{sql}"
        steps = " ".join(str(row) for row in ask(asked, params).fetchall())
        assert "Seq Scan" not in steps
        assert "SCAN" not in steps
        assert "FOR ORDER BY" not in steps
        assert "Sort" not in steps, steps
