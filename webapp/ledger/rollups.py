"""Proof: every rollup made again from the lines, and compared with what is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from peewee import SQL, fn

from webapp import clock
from webapp.accounts.account import Account, begin_write
from webapp.database import add_all, db, snapshot
from webapp.ledger import buckets
from webapp.ledger.automatic_payouts import proof
from webapp.ledger.balance import SettledBalance, SettlingBalance, quarter_end
from webapp.ledger.buckets import QUARTER, Quarters, Sums, TypeDay, TypeQuarter
from webapp.ledger.lines.journal import SUMMED, BalanceTransaction

Rows = dict[tuple[Any, ...], Any]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Drift:
    """A rollup's row that the lines do not bear out: what is kept, and what should be."""

    account_id: str
    rollup: str
    key: tuple[Any, ...]
    kept: Any
    truth: Any

    def __str__(self) -> str:
        """One line for the operator."""
        where = " ".join(map(str, self.key))
        return f"{self.account_id} {self.rollup} {where}: kept {self.kept}, lines say {self.truth}"


def verify(account: Account) -> list[Drift]:
    """Every difference between an account's rollups and its lines; empty when sound."""
    with snapshot():
        # Of the present quarter some may have been settled and some not: their sum is proved.
        end, zone = quarter_end(clock.now()), _zone(account.id)
        quarters = _quarters(account.id)
        kept, truth = _kept_balance(account.id, end), _true_balance(account.id, end)
        pairs = {
            "balance": (_not_zero(kept), _not_zero(truth)),
            "type_quarter": (buckets.quarters_of(account.id), quarters),
            "type_day": (buckets.days_of(account.id), buckets.by_day(quarters, zone)),
            **proof.pairs(account.id),
        }
    return [
        Drift(account.id, rollup, key, kept.get(key), truth.get(key))
        for rollup, (kept, truth) in pairs.items()
        for key in sorted(kept.keys() | truth.keys())
        if kept.get(key) != truth.get(key)
    ]


def rebuild(account: Account) -> None:
    """Make the account's rollups anew from its lines, in one transaction."""
    with db.atomic():
        zone, now = begin_write(account.id).timezone, clock.now()
        quarters = _quarters(account.id)
        days = buckets.by_day(quarters, zone)
        for table in (SettledBalance, SettlingBalance, TypeQuarter, TypeDay):
            table.delete().where(table.account == account.id).execute()
        truth = _true_balance(account.id, now)
        used = sorted({currency for currency, _ in truth})
        settled = [(account.id, currency, truth.get((currency, 0), 0)) for currency in used]
        settling = [(account.id, currency, at, net) for (currency, at), net in truth.items() if at]
        add_all(SettledBalance, settled)
        add_all(SettlingBalance, settling)
        add_all(TypeQuarter, buckets.rows_of(account.id, quarters))
        add_all(TypeDay, buckets.rows_of(account.id, days))
        proof.rebuild(account.id)


def accounts() -> Iterator[Account]:
    """Every account that may have lines; no cursor stays open that would hold an old snapshot."""
    last = ""
    while batch := _accounts_after(last):
        yield from batch
        last = batch[-1].id


def _accounts_after(last: str) -> list[Account]:
    return list(Account.select().where(Account.id > last).order_by(Account.id).limit(BATCH))


def _zone(account_id: str) -> str:
    return Account.select(Account.timezone).where(Account.id == account_id).scalar()


def _true_balance(account_id: str, now: int) -> Rows:
    """Net by currency and quarter's end; money that is available by now is all under 0."""
    line = BalanceTransaction
    query = (
        line.select(line.currency, line.available_on, fn.SUM(line.net))
        .where(line.account == account_id)
        .group_by(line.currency, line.available_on)
    )
    rows = [
        (currency, quarter_end(available_on) if available_on > now else 0, net)
        for currency, available_on, net in query.tuples()
    ]
    return _matured(rows, now)


def _kept_balance(account_id: str, now: int) -> Rows:
    settled = SettledBalance.select().where(SettledBalance.account == account_id).tuples()
    settling = SettlingBalance.select().where(SettlingBalance.account == account_id).tuples()
    rows = [(currency, 0, net) for _, currency, net in settled]
    rows += [(currency, available_on, net) for _, currency, available_on, net in settling]
    return _matured(rows, now)


def _matured(rows: Any, now: int) -> Rows:
    found: dict[tuple[str, int], int] = {}
    for currency, available_on, net in rows:
        key = (currency, available_on if available_on > now else 0)
        found[key] = found.get(key, 0) + int(net)
    return found


def _not_zero(rows: Rows) -> Rows:
    """A currency that is used up may or may not have a row."""
    return {key: net for key, net in rows.items() if net}


def _quarters(account_id: str) -> Quarters:
    line = BalanceTransaction
    start = (line.created / QUARTER * QUARTER).alias("start")  # SQL cuts a whole number's rest off
    query = (
        line.select(line.currency, start, line.type, *SUMMED)
        .where(line.account == account_id)
        .group_by(line.currency, SQL("start"), line.type)
    )
    return {(currency, at, type_): Sums.of(sums) for currency, at, type_, *sums in query.tuples()}
