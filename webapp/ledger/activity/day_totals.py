"""What each day of a page of the feed adds up to, by currency: one compiled query a page."""

from collections import defaultdict
from datetime import date
from functools import lru_cache

from peewee import SQL, fn

from webapp.database import Prepared
from webapp.ledger.balance import SettledBalance
from webapp.ledger.buckets import TypeDay
from webapp.ledger.earnings.volume import EARNING_TYPES
from webapp.money import Money

_EARNINGS = tuple(sorted(EARNING_TYPES))

DayTotals = dict[date, tuple[Money, ...]]


def day_totals(
    account_id: str,
    first: date,
    last: date,
    currency: str | None = None,
    types: tuple[str, ...] = (),
) -> DayTotals:
    """The net by day of these types, or what was earned; both days included."""
    wanted = types or _EARNINGS
    own = [account_id] if currency is None else [currency]
    days = (first.isoformat(), last.isoformat())
    query = _by_day(len(wanted), currency is None)
    found: dict[date, list[Money]] = defaultdict(list)
    for day, code, net in query.rows(account_id, *own, *days, *wanted):
        found[date.fromisoformat(day)].append(Money(int(net), code))
    return {day: tuple(totals) for day, totals in found.items()}


@lru_cache(maxsize=64)
def _by_day(types: int, is_any_currency: bool) -> Prepared:
    def build(mark: SQL) -> object:
        row, settled = TypeDay, SettledBalance
        # Every currency that the account has used: so the key's order serves the days.
        codes = settled.select(settled.currency).where(settled.account == mark)
        return (
            row.select(row.day, row.currency, fn.SUM(row.net))
            .where(row.account == mark, row.currency.in_(codes if is_any_currency else [mark]))
            .where(row.day >= mark, row.day <= mark, row.type.in_([mark] * types))
            .group_by(row.day, row.currency)
            .order_by(row.day, row.currency)
        )

    return Prepared(build)
