"""Holds: for a day after a new phone or a recovery code nobody turns the money elsewhere.

Not even the API does; automatic payouts to the bank account that is known go on. The platform has
no way around a hold: whoever tricked it into a new number would trick it into that, too.
"""

from datetime import UTC, datetime

from webapp import clock
from webapp.accounts.account import Account
from webapp.database import for_update
from webapp.errors import AppError
from webapp.languages import N_

HELD_FOR = 24 * clock.HOUR


class PayoutsHeld(AppError):
    """The mobile number was changed or a recovery code was used: for a day changes wait."""

    code = "payouts_not_allowed"
    refusal = "payouts.held"

    def __init__(self, until: int) -> None:
        """Say until when."""
        super().__init__(
            N_(
                "The mobile number of this account was changed, or a recovery code was used. Until "
                "%(until)s its bank account and payout schedule stay as they are, and only "
                "automatic payouts are made. Try again then."
            ),
            until=in_utc(until),
        )


def place(account: Account) -> int:
    """Hold from now on; returns until when."""
    account.change(payouts_held_until=clock.now() + HELD_FOR)
    return int(account.payouts_held_until)


def held_until(account: Account) -> int | None:
    """When the hold ends, if there is one."""
    until = account.payouts_held_until
    return until if until and until > clock.now() else None


def refuse_if_held(account: Account) -> None:
    """Raise `PayoutsHeld` during a hold, also one that was placed a moment ago."""
    mine = Account.select(Account.payouts_held_until).where(Account.id == account.id)
    until = for_update(mine).scalar() or 0  # nobody places one until we are done
    if until > clock.now():
        raise PayoutsHeld(until)


def in_utc(moment: int) -> str:
    """The moment as people who know no seconds since 1970 write it."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M UTC")
