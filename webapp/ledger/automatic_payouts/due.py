"""Automatic payouts: what each account's schedule says is due today, paid once.

While its platform holds an account's payouts, none is made; what has gathered goes with the first
one after the hold.
"""

import calendar
from collections.abc import Iterator
from datetime import date
from typing import Any

from webapp import clock
from webapp.accounts.account import Account
from webapp.accounts.platform_hold import PlatformHold
from webapp.database import db
from webapp.ledger import balance
from webapp.ledger.automatic_payouts import makeup
from webapp.ledger.automatic_payouts.runs import PayoutRun
from webapp.ledger.payouts.payout import Payout, pay_out
from webapp.money import AMOUNT_MAX, Money

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def run(now: int) -> Iterator[Payout]:
    """Pay out the available balances of every account whose schedule names today (UTC)."""
    PayoutRun.note(now)
    today = clock.utc_date(now)
    scheduled = Account.select().where(
        ~Account.is_platform,
        Account.deleted_at.is_null(),
        Account.payout_interval != "manual",
        Account.id.not_in(PlatformHold.live().select(PlatformHold.account)),
    )
    for account in list(scheduled.order_by(Account.id)):
        if is_due(account, today):
            yield from pay_out_all(account, today)


def is_due(account: Account, day: date) -> bool:
    """Does the account's schedule name this day? The 29th to 31st fall back to a month's last."""
    anchors: dict[str, list[Any]] = account.payout_anchors or {}
    if account.payout_interval == "weekly":
        return WEEKDAYS[day.weekday()] in anchors.get("weekly", ["monday"])
    if account.payout_interval == "monthly":
        last = calendar.monthrange(day.year, day.month)[1]
        return day.day in {min(int(anchor), last) for anchor in anchors.get("monthly", [1])}
    return account.payout_interval == "daily"


def pay_out_all(account: Account, today: date) -> Iterator[Payout]:
    """One payout for each currency with available money, unless today's was made already."""
    for found in balance.balances(account):
        with db.atomic():
            amount = balance.available(account.id, found.currency)
            if amount.minor <= 0 or _was_paid(account, found.currency, today):
                continue
            if PlatformHold.of(account.id):  # placed a moment ago
                return
            window = makeup.open_window(account, found.currency)
            if window.after is not None and window.through <= window.after:
                continue  # the clock was put back behind the last payout: its window stays closed
            # A line holds twelve digits; what is above them goes tomorrow.
            part = Money(min(amount.minor, AMOUNT_MAX), amount.currency)
            payout = pay_out(account, part, automatic=True)
            makeup.close_window(window, payout)
        makeup.keep_sums(payout)
        yield payout


def _was_paid(account: Account, currency: str, today: date) -> bool:
    return (
        Payout.select()
        .where(
            Payout.account == account.id,
            Payout.created >= clock.utc_midnight(today),
            Payout.automatic,
            Payout.currency == currency,
        )
        .exists()
    )
