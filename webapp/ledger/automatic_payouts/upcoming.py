"""The next automatic payout, estimated: what will be available by then, and what comes after it.

An estimate, not a promise: sales and refunds until then change the amount. The cut-off is the time
of day at which the latest run began; before there was one, the beginning of the day (UTC).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger import balance
from webapp.ledger.automatic_payouts.due import is_due
from webapp.ledger.automatic_payouts.runs import PayoutRun
from webapp.ledger.payouts.bank_days import arrival, calendar_of, first_bank_day
from webapp.money import AMOUNT_MAX, Money

DAYS_AHEAD_MAX = 62  # each month has a day that its schedule names


@dataclass(frozen=True, slots=True)
class NextPayout:
    """One currency's next automatic payout."""

    amount: Money
    """What should be available by then; never less than nothing."""
    available: Money
    """What is available now."""
    settling: Money
    """What is pending now and available by then."""
    sent: date
    arrives: date
    calendar: str
    cutoff: int
    """What becomes available after this moment is in the payout after this one."""
    later: Money
    """How much of what is pending that is."""


def next_payouts(account: Account) -> list[NextPayout]:
    """The next one in each currency that has money coming; none where payouts are made by hand."""
    now, latest = clock.now(), PayoutRun.latest()
    day = next_day(account, now, latest)
    if day is None:
        return []
    cutoff = max(now, clock.utc_midnight(day) + _time_of_day(latest))
    today = {one.currency: one.available for one in balance.balances(account, now)}
    found = [
        _next(account, today[by_then.currency], by_then, day, cutoff)
        for by_then in balance.balances(account, cutoff)
    ]
    return [one for one in found if one.amount.minor or one.later.minor > 0]


def next_day(account: Account, now: int, latest: int | None = None) -> date | None:
    """The next day that the schedule names: today, unless today's payouts were made already."""
    today = clock.utc_date(now)
    was_made = latest is not None and clock.utc_date(latest) >= today
    days = (today + timedelta(days=n) for n in range(was_made, DAYS_AHEAD_MAX))
    return next((day for day in days if is_due(account, day)), None)


def _next(
    account: Account, available: Money, by_then: balance.Balance, day: date, cutoff: int
) -> NextPayout:
    currency = by_then.currency
    calendar = calendar_of(account.bank_account, currency)
    return NextPayout(
        amount=Money(min(max(by_then.available.minor, 0), AMOUNT_MAX), currency),
        available=available,
        settling=Money(by_then.available.minor - available.minor, currency),
        sent=first_bank_day(day, calendar),
        arrives=arrival(day, calendar=calendar),
        calendar=calendar,
        cutoff=cutoff,
        later=by_then.pending,
    )


def _time_of_day(latest: int | None) -> int:
    return (latest or 0) % clock.DAY
