"""The proof finds every fault in a rollup, and no fault where there is none."""

from itertools import product
from typing import Any

import pytest
import time_machine
from peewee import DatabaseProxy, Model

from tests.ledger import naive
from tests.ledger.crowd import elsewhere
from tests.ledger.invariants import check
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR
from webapp.ledger import buckets, rollups
from webapp.ledger.balance import SettledBalance, SettlingBalance, balances
from webapp.ledger.buckets import TypeDay, TypeQuarter
from webapp.ledger.lines.journal import NewLine, record, record_all
from webapp.ledger.rollups import rebuild, verify
from webapp.money import Money

SUMS = ("net", "gross", "fee", "count")
EMPTY: dict[str, Any] = {"type": "charge", **dict.fromkeys(SUMS, 0)}
COLUMNS: list[tuple[type[Model], str]] = [
    (SettledBalance, "net"),
    (SettlingBalance, "net"),
    *product((TypeQuarter, TypeDay), SUMS),
]
ROLLUP = {SettledBalance: "balance", SettlingBalance: "balance"}


@pytest.fixture
def seller(now: time_machine.Traveller, alice: Account) -> Account:
    """Alice, with a row in every rollup."""
    pending = NewLine("charge", 1_000, "eur", 80, available_on=clock.now() + DAY)
    record_all(alice.id, [NewLine("charge", 500, "eur", 40), pending])
    return alice


def sell(account: Account, amount: int = 100, currency: str = "eur") -> None:
    record(account.id, NewLine("charge", amount, currency))


def where(account: Account, table: type[Model]) -> object:
    return table.account == account.id


@pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{t._meta.table_name}.{c}" for t, c in COLUMNS]
)
@pytest.mark.parametrize("unit", [1, -1])
def test_one_unit_too_much_or_too_little_is_named_and_mended(
    seller: Account, table: type[Model], column: str, unit: int
) -> None:
    field = getattr(table, column)
    table.update({field: field + unit}).where(where(seller, table)).execute()
    drift = verify(seller)
    assert [found.rollup for found in drift] == [ROLLUP.get(table, table._meta.table_name)]
    assert str(drift[0]).startswith(f"{seller.id} {drift[0].rollup} eur ")
    rebuild(seller)
    check(seller, ["eur"], clock.now())


@pytest.mark.parametrize("table", [SettledBalance, SettlingBalance, TypeQuarter, TypeDay])
def test_a_missing_row_is_named_and_mended(seller: Account, table: type[Model]) -> None:
    table.delete().where(where(seller, table)).execute()
    assert len(verify(seller)) == 1
    rebuild(seller)
    check(seller, ["eur"], clock.now())


@pytest.mark.parametrize(
    "extra",
    [
        lambda account: SettledBalance.insert(account=account, currency="usd", net=1),
        lambda account: SettlingBalance.insert(
            account=account, currency="usd", available_on=clock.now() + HOUR, net=1
        ),
        lambda account: TypeQuarter.insert(
            account=account,
            currency="usd",
            start=900,
            type="charge",
            net=0,
            gross=0,
            fee=0,
            count=0,
        ),
        lambda account: TypeDay.insert(
            account=account,
            currency="usd",
            day="2026-03-09",
            type="charge",
            net=0,
            gross=0,
            fee=0,
            count=0,
        ),
    ],
)
def test_a_row_that_no_line_asks_for_is_named_and_mended(seller: Account, extra) -> None:  # type: ignore[no-untyped-def]
    extra(seller.id).execute()
    assert len(verify(seller)) == 1
    rebuild(seller)
    assert verify(seller) == []


def test_anothers_fault_is_not_ours(seller: Account, bob: Account) -> None:
    sell(bob)
    SettledBalance.update(net=7).where(SettledBalance.account == bob.id).execute()
    assert verify(seller) == []
    assert len(verify(bob)) == 1
    rebuild(seller)
    assert len(verify(bob)) == 1


def test_a_currency_that_is_used_up_stays_in_the_balance(seller: Account) -> None:
    sell(seller, 70, "jpy")
    sell(seller, -70, "jpy")
    before = balances(seller)
    assert Money(0, "jpy") in [balance.available for balance in before]
    assert verify(seller) == []
    rebuild(seller)
    assert balances(seller) == before


def test_money_that_comes_in_during_the_proof_is_no_fault(
    seller: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = rollups._kept_balance

    def read_after_a_sale(*args: object) -> object:
        elsewhere(lambda: sell(seller))
        return read(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(rollups, "_kept_balance", read_after_a_sale)
    assert verify(seller) == []
    assert len(naive.lines_of(seller.id)) == 3


def test_every_account_is_proved_while_others_write(seller: Account, bob: Account) -> None:
    proved = []
    for account in rollups.accounts():
        elsewhere(lambda: sell(bob))
        proved.append(account.id)
        assert verify(account) == []
        rebuild(account)
    assert proved == sorted([bob.id, seller.id, *own_accounts(seller)])


def own_accounts(seller: Account) -> list[str]:
    mine = (Account.platform == seller.platform_id, Account.is_platform)
    return [account.id for account in Account.select().where(*mine)]


def test_many_accounts_are_each_named_once(
    seller: Account, bob: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollups, "BATCH", 2)
    found = [account.id for account in rollups.accounts()]
    assert found == sorted(set(found))
    assert len(found) == Account.select().count()


def test_who_moved_meanwhile_gets_the_days_of_the_new_zone(
    seller: Account, db: DatabaseProxy
) -> None:
    known_before = Account.get_by_id(seller.id)
    record(seller.id, NewLine("charge", 5, "eur", created=clock.now() - 17 * HOUR))
    buckets.move_to_zone(seller, "Asia/Kathmandu")
    assert verify(known_before) == []
    rebuild(known_before)
    assert verify(seller) == []
