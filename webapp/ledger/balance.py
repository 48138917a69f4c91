"""The balance: a rollup of the ledger's nets, split by whether the money is available yet.

`settled` holds one figure a currency for money that was available when it was last touched;
`settling` one for each quarter of an hour in which more becomes available. Every write folds the
quarters that are over into `settled`. A read costs a row for each quarter still to come, and the
lines that the present one still brings: it is exact to the second, however long the ledger is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock
from webapp.accounts.account import Account, begin_write
from webapp.database import BaseModel, Prepared, add_all, db
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
    """Net minor units of a currency that become available in one quarter of an hour.

    `available_on` is its last second: by then all of it is available.
    """

    account = ForeignKeyField(Account, index=False)
    currency = CharField(max_length=3)
    available_on = BigIntegerField()
    net = BigIntegerField()

    class Meta:
        """One row a quarter and currency; the quarter first, since those that are over go out."""

        primary_key = CompositeKey("account", "available_on", "currency")


@dataclass(frozen=True, slots=True)
class Balance:
    """An account's money in one currency."""

    available: Money
    pending: Money
    pending_until: int | None = None
    """By when all of the pending money is available, to a quarter of an hour."""

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
            settling[line.currency, quarter_end(line.available_on or 0)] += line.net
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
    for currency, available_on, net in moments(account.id, now):
        available.setdefault(currency, 0)
        if not available_on:
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
    rows = moments(account_id, clock.now())
    return Money(sum(net for c, at, net in rows if c == currency and not at), currency)


def quarter_end(moment: int) -> int:
    """The last second of the quarter of an hour that a moment is in."""
    return moment - moment % clock.QUARTER + clock.QUARTER - 1


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


def moments(account_id: str, now: int) -> list[tuple[str, int, int]]:
    """Currency, the end of a quarter still to come (0 for what is available), and net.

    One query sees one moment: two would miss, or count twice, what a write settles in between.
    """
    end, mark = quarter_end(now), db.param
    values = (account_id, account_id, now, now, account_id, end)
    rows = db.execute_sql(_FIGURES.format(mark=mark, coming=_COMING), values).fetchall()
    coming = {currency: net for currency, at, net in rows if at == _COMING and net is not None}
    found = []
    for currency, at, net in rows:
        if at == end > now:
            still = int(coming.get(currency, 0))
            found += [(currency, 0, int(net) - still)]
            found += [(currency, end, still)] if currency in coming else []
        elif at != _COMING:
            found.append((currency, at if at > now else 0, int(net)))  # a sum may be a decimal
    return found


_COMING = -1
# Last: lines of the present quarter that are not available yet. A join would walk all lines.
_FIGURES = """
SELECT currency, 0, net FROM settled_balance WHERE account_id = {mark}
UNION ALL
SELECT currency, available_on, net FROM settling_balance WHERE account_id = {mark}
UNION ALL
SELECT settling.currency, {coming}, (SELECT SUM(line.net) FROM balance_transaction AS line
WHERE line.account_id = settling.account_id AND line.currency = settling.currency
AND line.settles_at > {mark} AND line.settles_at <= settling.available_on
AND line.available_on > {mark})
FROM settling_balance AS settling
WHERE settling.account_id = {mark} AND settling.available_on = {mark}
"""
