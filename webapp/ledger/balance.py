"""The balance: a rollup of the ledger's nets, split by whether the money is available yet.

`settled` holds one figure a currency for money that was available when it was last touched;
`settling` one for each moment at which more becomes available. Every write folds what has
matured into `settled`, so a read costs a row for each moment still to come, however long the
ledger is: few where money becomes available by the day, many where each line has its own second.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from peewee import SQL, BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock
from webapp.accounts.account import Account, begin_write
from webapp.database import BaseModel, Prepared, add_all
from webapp.money import Money


class Movement(Protocol):
    """What the balance needs to know of a line."""

    currency: str
    available_on: int | None

    @property
    def net(self) -> int:
        """Minor units."""


class SettledBalance(BaseModel):
    """Net minor units of a currency that were available at the last write."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    net = BigIntegerField()

    class Meta:
        """One row a currency."""

        primary_key = CompositeKey("account", "currency")


class SettlingBalance(BaseModel):
    """Net minor units of a currency that become available at one moment."""

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    available_on = BigIntegerField()
    net = BigIntegerField()

    class Meta:
        """One row a moment and currency; the moment first, since what has matured is taken out."""

        primary_key = CompositeKey("account", "available_on", "currency")


@dataclass(frozen=True, slots=True)
class Balance:
    """An account's money in one currency."""

    available: Money
    pending: Money
    pending_until: int | None = None
    """When the last of the pending money becomes available."""

    @property
    def currency(self) -> str:
        """The currency of both figures."""
        return self.available.currency


def add(account_id: str, lines: Iterable[Movement]) -> None:
    """Move the rows that these lines belong to; runs inside the transaction that writes them."""
    now = clock.now()
    settled: dict[str, int] = defaultdict(int)
    settling: dict[tuple[str, int], int] = defaultdict(int)
    for line in lines:
        if (line.available_on or 0) <= now:
            settled[line.currency] += line.net
        else:
            settling[line.currency, line.available_on or 0] += line.net
    currencies = settled.keys() | {currency for currency, _ in settling}
    for currency, net in _take_matured(account_id, now).items():
        settled[currency] += net
    add_all(
        SettledBalance, [(account_id, c, settled[c]) for c in sorted(currencies | settled.keys())]
    )
    add_all(SettlingBalance, [(account_id, *key, net) for key, net in sorted(settling.items())])


def balances(account: Account, now: int | None = None) -> list[Balance]:
    """The account's balance in each currency that it has used, its default currency first."""
    now = clock.now() if now is None else now
    available: dict[str, int] = {account.default_currency: 0}
    pending: dict[str, int] = defaultdict(int)
    until: dict[str, int] = {}
    for currency, available_on, net in _rows(account.id):
        available.setdefault(currency, 0)
        if available_on <= now:
            available[currency] += net
        else:
            pending[currency] += net
            until[currency] = max(until.get(currency, 0), available_on)
    in_order = sorted(
        available, key=lambda currency: (currency != account.default_currency, currency)
    )
    return [Balance(Money(available[c], c), Money(pending[c], c), until.get(c)) for c in in_order]


def currencies(account: Account) -> list[str]:
    """The currencies that the account has had money in, its default currency first.

    Each has its settled row, even while all of its money is pending.
    """
    mine = SettledBalance.select(SettledBalance.currency).where(
        SettledBalance.account == account.id
    )
    used = {currency for (currency,) in mine.tuples()}
    return [account.default_currency, *sorted(used - {account.default_currency})]


def available(account_id: str, currency: str) -> Money:
    """What can be paid out now; holds the account, so call it in the paying transaction."""
    begin_write(account_id)
    now, rows = clock.now(), _rows(account_id)
    return Money(sum(net for c, at, net in rows if c == currency and at <= now), currency)


def _take_matured(account_id: str, now: int) -> dict[str, int]:
    """Take out what has become available, by currency."""
    matured: dict[str, int] = defaultdict(int)
    for currency, _, net in _MATURED.rows(account_id, now):
        matured[currency] += net
    if matured:
        mine = SettlingBalance.account == account_id
        SettlingBalance.delete().where(mine, SettlingBalance.available_on <= now).execute()
    return matured


_MATURED = Prepared(
    lambda mark: SettlingBalance.select(
        SettlingBalance.currency, SettlingBalance.available_on, SettlingBalance.net
    ).where(SettlingBalance.account == mark, SettlingBalance.available_on <= mark)
)


def _rows(account_id: str) -> list[tuple[str, int, int]]:
    """Currency, moment (0 for what has settled) and net.

    One query sees one moment: two would miss, or count twice, what a write settles in between.
    """
    return _SETTLED_AND_SETTLING.rows(account_id, account_id)


_SETTLED_AND_SETTLING = Prepared(
    lambda mark: (
        SettledBalance.select(SettledBalance.currency, SQL("0"), SettledBalance.net)
        .where(SettledBalance.account == mark)
        .union_all(
            SettlingBalance.select(
                SettlingBalance.currency, SettlingBalance.available_on, SettlingBalance.net
            ).where(SettlingBalance.account == mark)
        )
    )
)
