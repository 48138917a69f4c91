"""Payouts that were made elsewhere: their lines were imported, and no payout tells of them."""

from datetime import date, timedelta

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger.buckets import QUARTER, TypeDay, TypeQuarter
from webapp.ledger.lines.journal import BalanceTransaction

PAYOUT = "payout"


def latest(account: Account, currency: str, now: int) -> int | None:
    """When the latest payout line was made, before now; the lines of a quarter hour are read."""
    quarter = _quarter(account, currency, now)
    if quarter is None:
        return None
    line = BalanceTransaction
    mine = (line.account == account.id) & (line.currency == currency) & (line.type == PAYOUT)
    within = (line.created >= quarter) & (line.created < min(quarter + QUARTER, now))
    moment: int | None = (
        line.select(line.created)
        .where(mine, within)
        .order_by(line.created.desc())
        .limit(1)
        .scalar()
    )
    return moment


def _quarter(account: Account, currency: str, now: int) -> int | None:
    """The quarter of an hour of it: found by its day, so that no long list is walked."""
    of_day = (TypeDay.account == account.id) & (TypeDay.currency == currency)
    days = TypeDay.select(TypeDay.day).where(
        of_day, TypeDay.type == PAYOUT, TypeDay.day <= _day(account, now).isoformat()
    )
    day: str | None = days.order_by(TypeDay.day.desc()).limit(1).scalar()
    if day is None:
        return None
    start = clock.day_start(date.fromisoformat(day), account.timezone)
    end = clock.day_start(date.fromisoformat(day) + timedelta(days=1), account.timezone)
    row = TypeQuarter
    mine = (row.account == account.id) & (row.currency == currency) & (row.type == PAYOUT)
    begun = row.select(row.start).where(mine, row.start >= start, row.start < min(end, now))
    found: int | None = begun.order_by(row.start.desc()).limit(1).scalar()
    return found


def _day(account: Account, now: int) -> date:
    return clock.local_day(now, account.timezone)
