"""The next automatic payout as pages show it: about how much, on which days, what misses it."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.account import Account
from webapp.accounts.platform_hold import PlatformHold
from webapp.dashboard.lists import balance_url
from webapp.dashboard.payouts.schedule_words import MANUAL, schedule
from webapp.formatting import instant, money
from webapp.ledger.automatic_payouts.upcoming import NextPayout, next_payouts
from webapp.money import Money


@dataclass(frozen=True, slots=True)
class NextView:
    """The next payout of one currency."""

    amount: Money
    sent: date
    arrives: date
    later: Money
    calendar: str
    missed: str | None
    """What is said of money that comes after the cut-off."""
    available: Money
    available_url: str | None
    settling: Money
    """What is still pending and becomes available in time."""
    settling_url: str | None
    """All that is pending, where no part of it comes too late."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What comes next by itself, or why nothing does."""

    payouts: list[NextView]
    schedule: str
    is_by_hand: bool
    is_held: bool


def next_payout(account: Account, currency: str | None = None) -> Upcoming:
    """The next one in each currency, or in that one; none during a hold of the platform's."""
    is_held = PlatformHold.of(account.id) is not None
    found = [] if is_held else next_payouts(account)
    shown = [_view(one) for one in found if currency in (None, one.amount.currency)]
    is_by_hand = account.payout_interval == MANUAL
    return Upcoming(shown, schedule(account), is_by_hand, is_held)


def _view(one: NextPayout) -> NextView:
    currency = one.amount.currency
    return NextView(
        amount=one.amount,
        sent=one.sent,
        arrives=one.arrives,
        later=one.later,
        calendar=one.calendar,
        missed=_missed(one),
        available=one.available,
        available_url=balance_url(currency, "available"),
        settling=one.settling,
        settling_url=None if one.later.minor else balance_url(currency, "pending"),
    )


def _missed(one: NextPayout) -> str | None:
    if one.later.minor <= 0:
        return None
    so_far = money(one.later)
    if one.cutoff <= clock.now():
        return str(_("What is still pending goes into a later one: %(amount)s.", amount=so_far))
    return str(
        _(
            "What becomes available after %(moment)s goes into a later one: %(amount)s so far.",
            moment=instant(one.cutoff),
            amount=so_far,
        )
    )
