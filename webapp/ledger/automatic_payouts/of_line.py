"""Which payout a line went into, or will."""

from typing import NamedTuple

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger.automatic_payouts import makeup
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.payout_windows import PayoutWindow


class Fate(NamedTuple):
    """`payout` names the automatic payout that the line is part of, or whose own line it is.

    Without one, `is_next` says whether it will be part of an automatic payout still to come; if
    that is not so either, it was paid out before windows were kept, or by hand: nobody knows.
    """

    payout: str | None
    is_next: bool


def fate(account: Account, line: BalanceTransaction) -> Fate:
    """The payout of a line of the account's; the next one takes it from `line.settles_at` on."""
    row = PayoutWindow
    mine = (row.account == account.id) & (row.currency == line.currency)
    closing = row.select().where(mine, row.through >= line.settles_at).order_by(row.through)
    found: PayoutWindow | None = closing.first()
    if found:
        is_within = found.after is None or line.settles_at > found.after
        return Fate(found.payout if is_within else None, is_next=False)
    opened = makeup.opened_after(account, line.currency, clock.now())
    is_open = opened is None or line.settles_at > opened
    return Fate(None, is_next=is_open and account.payout_interval != "manual")
