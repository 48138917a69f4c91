"""The next automatic payout as pages show it: about how much, on which days, what misses it."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_login import current_user

from webapp.accounts.account import Account
from webapp.accounts.platform_hold import PlatformHold
from webapp.ledger.next_payouts import NextPayout, next_payouts

MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What comes next by itself, or why nothing does."""

    payouts: list[NextPayout]
    word: str | None = None


def next_payout(account: Account, currency: str | None = None) -> Upcoming:
    """The next one in each currency, or in that one; none during a hold of the platform's."""
    if account.payout_interval == MANUAL:
        platform = current_user.platform_name
        return Upcoming(
            [], _("Payouts are not automatic: %(platform)s makes them.", platform=platform)
        )
    if PlatformHold.of(account.id):
        return Upcoming([])
    found = next_payouts(account)
    return Upcoming([one for one in found if currency in (None, one.amount.currency)])
