"""Indexes serve every read: no page, chart or balance scans the ledger or sorts it."""

from collections.abc import Callable
from datetime import date

import pytest
from peewee import DatabaseProxy

from tests.ledger import naive
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY
from webapp.ledger.activity.feed import feed_page
from webapp.ledger.balance import balances, currencies
from webapp.ledger.earnings import totals
from webapp.ledger.earnings.comparison import comparison
from webapp.ledger.earnings.series import RANGES, series
from webapp.ledger.earnings.volume import EARNING_TYPES
from webapp.ledger.lines.journal import NewLine, record, record_all
from webapp.ledger.lines.page import line_page

Plan = tuple[str, list[str]]  # a query, and the steps by which the database answers it

LEDGER = "balance_transaction"
INDEXES = ("INDEX", "Index", "PRIMARY KEY")
SCANS = ("SCAN", "Seq Scan")
SORTS = ("FOR ORDER BY", "Sort")

PAGES: dict[str, Callable[[Account, str], object]] = {
    "first of the feed": lambda account, _: feed_page(account.id, None, 25),
    "deep in the feed": lambda account, deep: feed_page(account.id, deep, 25),
    "first of the API": lambda account, _: line_page(account.id, limit=100),
    "deep in the API": lambda account, deep: line_page(account.id, starting_after=deep, limit=100),
    "back in the API": lambda account, deep: line_page(account.id, ending_before=deep, limit=100),
    "since a moment": lambda account, _: line_page(
        account.id, [("created", "gte", clock.now() - DAY)], limit=100
    ),
    "of a source": lambda account, _: line_page(account.id, [("source", "eq", "ch_7")], limit=10),
}


YEAR = date(2025, 4, 1), date(2026, 3, 10)
SUMS: dict[str, Callable[[Account], object]] = {
    "by_day": lambda account: totals.by_day(account, "eur", *YEAR, EARNING_TYPES),
    "by_type": lambda account: totals.by_type(account, "eur", *YEAR),
    "net_before": lambda account: totals.net_before(account, "eur", YEAR[1]),
    "first_day": lambda account: totals.first_day(account, "eur"),
    "between": lambda account: totals.between(account, "eur", 900_000_000, clock.now()),
}


@pytest.fixture
def busy(db: DatabaseProxy, alice: Account, bob: Account) -> Account:
    """Alice, with two thousand lines among Bob's."""
    for account in (alice, bob):
        moments = [clock.now() - number * DAY // 4 for number in range(2_000)]
        lines = [NewLine("charge", 1, "eur", created=m, source=f"ch_{m}") for m in moments]
        record_all(account.id, lines)
    if db.param != "?":
        db.execute_sql(f"ANALYZE {LEDGER}")
        # A server that knows only these few rows would rather read the small rollups whole, or
        # gather a handful and sort them: of many it never may.
        db.execute_sql("SET enable_seqscan = off")
        db.execute_sql("SET enable_bitmapscan = off")
    return alice


@pytest.fixture
def plans(db: DatabaseProxy, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Plan]]:
    """How the database answers each query that a reader asks."""

    def plans(ask: Callable[[], object]) -> list[Plan]:
        asked: list[tuple[str, object]] = []
        execute = db.obj.execute_sql

        def note(sql: str, values: object = None) -> object:
            asked.append((sql, values))
            return execute(sql, values)

        with monkeypatch.context() as patch:
            patch.setattr(db.obj, "execute_sql", note)
            ask()
        return [(sql, explained(db, sql, values)) for sql, values in asked]

    return plans


def explained(db: DatabaseProxy, sql: str, values: object) -> list[str]:
    how = "EXPLAIN QUERY PLAN" if db.param == "?" else "EXPLAIN"
    return [str(row[-1]) for row in db.execute_sql(f"{how} {sql}", values).fetchall()]


def steps(plan: list[str], kinds: tuple[str, ...]) -> list[str]:
    return [step for step in plan if any(kind in step for kind in kinds)]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_found_by_an_index_and_not_sorted(
    busy: Account, plans: Callable[..., list[Plan]], name: str
) -> None:
    deep = naive.lines_of(busy.id)[1_500].id
    found = plans(lambda: PAGES[name](busy, deep))
    assert any(LEDGER in sql for sql, _ in found)
    for _, plan in found:
        assert steps(plan, INDEXES)
        assert not steps(plan, SCANS + SORTS)
        assert name != "of a source" or "source" in str(plan)


@pytest.mark.parametrize("range_", RANGES)
def test_a_chart_is_read_from_the_rollups_by_an_index(
    busy: Account, plans: Callable[..., list[Plan]], range_: str
) -> None:
    for sql, plan in plans(lambda: series(busy, range_, "eur")):
        assert LEDGER not in sql
        assert steps(plan, INDEXES)
        assert not steps(plan, SCANS)


@pytest.mark.parametrize("range_", RANGES[:-1])
def test_a_comparison_is_read_from_the_rollups_by_an_index(
    busy: Account, plans: Callable[..., list[Plan]], range_: str
) -> None:
    for sql, plan in plans(lambda: comparison(busy, range_, "eur")):
        assert LEDGER not in sql or "created" in sql  # of the quarter that now cuts in two
        assert steps(plan, INDEXES)
        assert not steps(plan, SCANS)


@pytest.mark.parametrize("name", SUMS)
def test_a_sum_is_read_from_the_rollups_by_an_index(
    busy: Account, plans: Callable[..., list[Plan]], name: str
) -> None:
    for sql, plan in plans(lambda: SUMS[name](busy)):
        assert LEDGER not in sql or name == "between"  # in the quarters that it cuts in two
        assert not steps(plan, SCANS)


def test_a_balance_is_read_from_the_rollups_by_an_index_in_one_query(
    busy: Account, plans: Callable[..., list[Plan]]
) -> None:
    ((sql, plan),) = plans(lambda: balances(busy))
    assert not steps(plan, SCANS)
    # Of the lines it reads those that the present quarter still brings.
    assert any("settles_at>? AND settles_at<?" in step for step in plan) or "%s" in sql


def test_the_currencies_of_a_seller_are_read_from_the_rollups(
    busy: Account, plans: Callable[..., list[Plan]]
) -> None:
    for sql, plan in plans(lambda: currencies(busy)):
        assert LEDGER not in sql
        assert not steps(plan, SCANS)


@pytest.mark.engine("sqlite")  # the other's plan does not tell where in an index it begins
def test_a_write_looks_only_at_the_money_that_has_matured(
    busy: Account, plans: Callable[..., list[Plan]]
) -> None:
    found = plans(lambda: record(busy.id, NewLine("charge", 1, "eur")))
    ((_, plan),) = [one for one in found if 'FROM "settling_balance"' in one[0]]
    assert "account_id=? AND available_on<?" in plan[0]
