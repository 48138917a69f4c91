"""A filter's pages hold its lines, each once and newest first, whatever is asked for together."""

from random import Random
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import DatabaseProxy

from tests.ledger.people import open_seller, own_account
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY
from webapp.ledger.activity import pending, search
from webapp.ledger.activity.filter import LineFilter
from webapp.ledger.activity.sums import line_sums
from webapp.ledger.lines import unread
from webapp.ledger.lines.journal import BalanceTransaction, NewLine, record_all
from webapp.ledger.lines.terms import folded
from webapp.money import Money

TYPES = ("charge", "payment_refund", "payout", "adjustment")
GOODS = ("Plum tart", "Rye bread", "Ordre nº 7", "東京ばな奈", "مدفوعات", "")


def written(chance: Random, count: int) -> list[NewLine]:
    """Lines of a year, most of them in few hours."""
    now = clock.now()
    return [
        NewLine(
            chance.choice(TYPES),
            chance.randint(-500, 500),
            chance.choice(("eur", "jpy")),
            fee=chance.randint(0, 3),
            created=now - chance.randrange(0, 360) * DAY // chance.choice((1, 40)),
            available_on=now + chance.choice((-5, 1, 3)) * DAY,
            description=f"{chance.choice(GOODS)} #{number}",
            source=f"ch_{number}",
            metadata={"order_id": f"K-{number % 7}", "secret": f"hush{number % 3}"},
        )
        for number in range(count)
    ]


def is_wanted(line: BalanceTransaction, wanted: LineFilter) -> bool:
    """The filter as one would say it."""
    text = f"{line.description} {line.metadata['order_id']}"
    return (
        (not wanted.types or line.type in wanted.types)
        and wanted.currency in (None, line.currency)
        and (wanted.start is None or line.created >= wanted.start)
        and (wanted.end is None or line.created < wanted.end)
        and (wanted.least is None or abs(line.net) >= wanted.least)
        and (wanted.most is None or abs(line.net) <= wanted.most)
        and wanted.status in (None, line.status)
        and folded(text).issuperset(wanted.words)
        and wanted.reference in (None, line.id, line.source)
    )


def walked(account: Account, wanted: LineFilter, limit: int = 7) -> list[str]:
    """The ids on all pages of a filter."""
    found: list[str] = []
    place, more = None, True
    while more:
        page = search.search(account, wanted, place, limit)
        assert len(page.lines) == limit or page.following is None or page.is_cut
        found += [line.id for line in page.lines]
        place, more = page.following, page.following is not None
    return found


def truth(account: Account, wanted: LineFilter) -> list[BalanceTransaction]:
    line = BalanceTransaction
    mine = line.select().where(line.account == account.id)
    ordered = mine.order_by(line.created.desc(), line.id.desc())
    return [line for line in ordered if is_wanted(line, wanted)]


def added_up(lines: list[BalanceTransaction]) -> set[tuple[str, int, int]]:
    nets: dict[str, list[int]] = {}
    for line in lines:
        nets.setdefault(line.currency, []).append(line.net)
    return {(currency, sum(found), len(found)) for currency, found in nets.items()}


filters = st.builds(
    LineFilter,
    types=st.lists(st.sampled_from(TYPES), max_size=2, unique=True).map(tuple),
    currency=st.sampled_from([None, "eur", "jpy", "usd"]),
    start=st.none() | st.integers(0, 400).map(lambda days: clock.now() - days * DAY),
    end=st.none() | st.integers(0, 400).map(lambda days: clock.now() - days * DAY),
    least=st.none() | st.integers(0, 300),
    most=st.none() | st.integers(0, 300),
    status=st.sampled_from([None, "available", "pending"]),
    words=st.sampled_from(["", "plum", "TART  plum", "#7", "k 3", "東京", "مدفوعات", "hush1"]).map(
        lambda text: tuple(sorted(folded(text)))
    ),
    reference=st.none() | st.sampled_from(["ch_3", "ch_nobody"]),
)


@pytest.mark.parametrize("at_once", [40, 1_000], ids=["one by one", "imported"])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.data())
def test_every_filter_finds_its_lines(
    db: DatabaseProxy, now: time_machine.Traveller, at_once: int, asked: st.DataObject
) -> None:
    account = the_seller(at_once)
    wanted = asked.draw(filters)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "FIRST_LOOK", 10)
        patch.setattr(search, "LOOK_MIN", asked.draw(st.sampled_from([5, 50])))
        patch.setattr(search, "EXAMINED_MAX", asked.draw(st.sampled_from([25, 150, 5_000])))
        patch.setattr(unread, "LINES_A_SEARCH", asked.draw(st.sampled_from([0, 50])))
        few = asked.draw(st.sampled_from([20, 20_000]))
        patch.setattr(pending, "FEW", few)
        patch.setattr(pending, "FEW_TO_READ", few)
        lines = truth(account, wanted)
        assert walked(account, wanted) == [line.id for line in lines]
        sums = line_sums(account, wanted)
        if sums.is_whole:
            assert {(s.net.currency, s.net.minor, s.lines) for s in sums.sums} == added_up(lines)


def the_seller(at_once: int) -> Account:
    """The seller of all examples, whose lines were written so many at a time."""
    found: Account | None = Account.get_or_none(Account.email == f"S{at_once}@example.com")
    if found:
        return found
    seller = open_seller(own_account("Market"), f"S{at_once}", timezone="Asia/Kathmandu")
    lines = written(Random(7), 400)
    for start in range(0, len(lines), at_once):
        record_all(seller.id, lines[start : start + at_once])
    return seller


def test_few_pending_lines_are_counted_among_many(
    alice: Account, now: time_machine.Traveller
) -> None:
    old = [NewLine("charge", 5, "eur", created=clock.now() - 60 * n) for n in range(6_000)]
    waits = [
        NewLine("charge", 7, "eur", created=line.created, available_on=clock.now() + DAY)
        for line in old[::600]
    ]
    record_all(alice.id, old + waits)
    refunds = LineFilter(status="pending", types=("payment_refund",))
    for wanted, many in ((LineFilter(status="pending", currency="eur"), 10), (refunds, 0)):
        page = search.search(alice, wanted, None, 25)
        assert (len(page.lines), page.following, page.is_cut) == (many, None, False)
        sums = line_sums(alice, wanted)
        assert (sums.counted, sums.is_whole) == (many, True)
        assert [(s.net, s.lines) for s in sums.sums] == ([(Money(70, "eur"), 10)] if many else [])


@pytest.mark.engine("sqlite")
def test_no_filter_scans_a_table(
    db: DatabaseProxy, now: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, ask = the_seller(1_000), db.obj.execute_sql
    plans: set[str] = set()

    def explained(sql: str, values: Any = (), *more: Any) -> Any:
        if sql.startswith("SELECT"):
            plans.update(row[3] for row in ask(f"EXPLAIN QUERY PLAN {sql}", values).fetchall())
        return ask(sql, values, *more)

    monkeypatch.setattr(search, "FIRST_LOOK", 10)
    monkeypatch.setattr(db.obj, "execute_sql", explained)
    for wanted in (
        LineFilter(types=("payout",), currency="eur"),
        LineFilter(words=("plum", "tart"), status="pending"),
        LineFilter(types=("charge",), status="pending"),
        LineFilter(reference="ch_3"),
        LineFilter(least=400, currency="jpy"),
    ):
        search.search(account, wanted, None, 25)
        line_sums(account, wanted)
    inner = ("SCAN examined", "SCAN settling", "SCAN (subquery", "SCAN CONSTANT")
    assert len(plans) > 10
    assert not [plan for plan in plans if plan.startswith("SCAN") and not plan.startswith(inner)]
