"""The balance: available or pending by comparison with now, each currency for itself."""

from collections.abc import Callable

import pytest
import time_machine

from tests.ledger.crowd import after_first_query
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR, MINUTE
from webapp.database import db
from webapp.ledger import balance
from webapp.ledger.balance import SettlingBalance, balances
from webapp.ledger.balance_lines import next_available
from webapp.ledger.lines.journal import NewLine, record, record_all
from webapp.money import Money


def earn(account: Account, amount: int, currency: str = "eur", wait: int = 0) -> None:
    until = clock.now() + wait
    record(account.id, NewLine("charge", amount, currency, available_on=until))


def figures(account: Account) -> dict[str, tuple[int, int]]:
    """What is available and what is pending, by currency."""
    return {b.currency: (b.available.minor, b.pending.minor) for b in balances(account)}


def test_an_account_without_lines_has_nothing_in_its_own_currency(alice: Account) -> None:
    assert figures(alice) == {"eur": (0, 0)}


def test_pending_money_is_available_from_its_second_on(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, 500, wait=DAY)
    now.shift(DAY - 1)
    assert figures(alice) == {"eur": (0, 500)}
    now.shift(1)
    assert figures(alice) == {"eur": (500, 0)}


def test_the_balance_says_until_when_money_is_pending(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, 1, wait=HOUR)
    earn(alice, 2, wait=DAY)
    assert balances(alice)[0].pending_until == clock.now() + DAY + 15 * MINUTE - 1
    now.shift(DAY)
    assert balances(alice)[0].pending_until is None


def test_a_write_settles_what_has_matured_and_changes_no_figure(
    now: time_machine.Traveller, alice: Account
) -> None:
    for hours in range(1, 50):
        earn(alice, hours, wait=hours * HOUR)
    now.shift(40 * HOUR)
    before = figures(alice)
    earn(alice, 0)
    assert figures(alice) == before == {"eur": (sum(range(41)), sum(range(41, 50)))}
    mine = SettlingBalance.account == alice.id
    assert SettlingBalance.select().where(mine).count() == 10  # the present quarter is not over


def test_each_second_of_a_quarter_of_an_hour_brings_its_own_money(
    now: time_machine.Traveller, alice: Account
) -> None:
    for second in range(1, 60):
        earn(alice, second, wait=second * 20)
        earn(alice, 100, "jpy", wait=second * 20)
    assert SettlingBalance.select().where(SettlingBalance.account == alice.id).count() == 4
    for second in range(60):
        gone = second * (second + 1) // 2
        assert figures(alice)["eur"] == (gone, 1_770 - gone)
        assert figures(alice)["jpy"] == (100 * second, 100 * (59 - second))
        if second % 7 == 0:
            earn(alice, 0)
        now.shift(20)
    assert balances(alice)[0].pending_until is None


def test_the_next_money_is_awaited_to_the_second(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, 5)
    assert next_available(alice.id, clock.now()) is None
    earn(alice, 5, wait=DAY)
    earn(alice, 5, "jpy", wait=HOUR + 7)
    assert next_available(alice.id, clock.now()) == clock.now() + HOUR + 7


def test_a_balance_costs_a_row_for_each_quarter_to_come(
    now: time_machine.Traveller, alice: Account
) -> None:
    lines = [
        NewLine("charge", 1, "eur", available_on=clock.now() + 3 * second)
        for second in range(1, 1_200)
    ]
    record_all(alice.id, lines)
    assert SettlingBalance.select().where(SettlingBalance.account == alice.id).count() == 4
    assert figures(alice) == {"eur": (0, 1_199)}


def test_the_accounts_own_currency_comes_first(
    now: time_machine.Traveller, make_seller: Callable[..., Account]
) -> None:
    carol = make_seller("carol", default_currency="jpy")
    for currency in ("usd", "eur", "jpy"):
        earn(carol, 1, currency)
    assert [balance.currency for balance in balances(carol)] == ["jpy", "eur", "usd"]


def test_currencies_and_accounts_are_kept_apart(
    now: time_machine.Traveller, alice: Account, bob: Account
) -> None:
    earn(alice, 500)
    earn(alice, -70, "jpy", wait=DAY)
    earn(bob, 9)
    assert figures(alice) == {"eur": (500, 0), "jpy": (0, -70)}
    assert figures(bob) == {"eur": (9, 0)}


def test_what_can_be_paid_out_is_what_the_balance_shows(
    now: time_machine.Traveller, alice: Account
) -> None:
    earn(alice, 500)
    earn(alice, 30, wait=HOUR)
    earn(alice, 4, wait=DAY)
    now.shift(HOUR)
    with db.atomic():
        assert balance.available(alice.id, "eur") == Money(530, "eur")
        assert balance.available(alice.id, "jpy") == Money(0, "jpy")


def test_a_balance_that_is_read_while_money_matures_misses_none(
    now: time_machine.Traveller, alice: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    earn(alice, 500, wait=DAY)
    now.shift(DAY)
    after_first_query(monkeypatch, lambda: earn(alice, 0))
    assert figures(alice) == {"eur": (500, 0)}
