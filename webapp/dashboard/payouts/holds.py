"""Why payouts wait, if they do: what the platform holds, and what we hold for safety."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_login import current_user

from webapp import clock
from webapp.accounts.account import Account
from webapp.accounts.payout_hold import held_until
from webapp.accounts.platform_hold import SELLER, PlatformHold
from webapp.dashboard.payouts import words
from webapp.formatting import instant


@dataclass(frozen=True, slots=True)
class HoldView:
    """A hold in the page's words."""

    icon: str
    title: str
    sentences: tuple[str, ...]
    message: str | None = None
    """The platform's own words."""
    until: date | None = None
    is_ours: bool = False
    """Is it for safety, and not the platform's?"""
    is_hers: bool = False
    """Is the next step the seller's?"""


def holds(account: Account) -> list[HoldView]:
    """The holds on an account's payouts, the platform's first."""
    by_platform, until = PlatformHold.of(account.id), held_until(account)
    found = [_by_platform(by_platform)] if by_platform else []
    return [*found, _for_safety(until)] if until else found


def _by_platform(hold: PlatformHold) -> HoldView:
    platform = current_user.platform_name
    return HoldView(
        icon="clock",
        title=_("Your payouts are held for now"),
        sentences=(
            words.hold_reason(hold.reason, platform),
            _("Your money stays in your balance and goes on its way afterwards."),
            words.next_step(hold.acts, platform),
        ),
        message=hold.message,
        is_hers=hold.acts == SELLER,
        until=hold.until and clock.local_day(hold.until, current_user.timezone),
    )


def _for_safety(until: int) -> HoldView:
    return HoldView(
        icon="shield",
        is_ours=True,
        title=_("Changes of your payouts wait until %(moment)s", moment=instant(until)),
        sentences=(
            _("Your mobile number was changed, or a recovery code was used."),
            _("Automatic payouts to the bank account on file go on. You need to do nothing."),
        ),
    )
