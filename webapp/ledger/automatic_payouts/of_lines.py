"""In which payout lines went to the bank: the windows are read once, then each line looked up.

Only automatic payouts are made of lines; money that a manual one took is of no line in particular.
"""

from bisect import bisect_left
from typing import NamedTuple

from webapp.ledger.payout_windows import PayoutWindow


class _Windows(NamedTuple):
    """One currency's windows in order of their ends."""

    ends: list[int]
    afters: list[int | None]
    payouts: list[str]


class PaidOut:
    """The payouts of an account's lines, as they are known when it is made."""

    def __init__(self, account_id: str) -> None:
        """Read the account's windows: one for each automatic payout that it ever had."""
        self._by_currency: dict[str, _Windows] = {}
        row = PayoutWindow
        query = row.select(row.currency, row.through, row.after, row.payout)
        query = query.where(row.account == account_id).order_by(row.currency, row.through)
        for currency, through, after, payout in query.tuples():
            found = self._by_currency.setdefault(currency, _Windows([], [], []))
            found.ends.append(through)
            found.afters.append(after)
            found.payouts.append(payout)

    def of(self, currency: str, settles_at: int) -> str:
        """The payout that took what settled then; empty if none has yet."""
        windows = self._by_currency.get(currency)
        if windows is None:
            return ""
        place = bisect_left(windows.ends, settles_at)
        if place == len(windows.ends):
            return ""
        after = windows.afters[place]
        return windows.payouts[place] if after is None or settles_at > after else ""
