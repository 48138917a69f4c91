"""Proof of what is kept about automatic payouts: windows that join up, and sums of their lines."""

from typing import Any

from peewee import fn

from webapp.database import add_all
from webapp.ledger.automatic_payouts import makeup
from webapp.ledger.automatic_payouts.makeup import PayoutSum
from webapp.ledger.buckets import NOTHING, Sums
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.payout_windows import PayoutWindow
from webapp.ledger.payouts.payout import Payout

Rows = dict[tuple[Any, ...], Any]


def pairs(account_id: str) -> dict[str, tuple[Rows, Rows]]:
    """What is kept and what the lines say, by table.

    Sums that were not kept in time are none that are wrong: whoever asks adds the lines up.
    """
    windows = _windows(account_id)
    kept = {_key(one): (one.brought_forward, one.left_over) for one in windows}
    kept_sums, (truth, sums) = _kept_sums(account_id, windows), _truth(windows)
    summed = {payout for _, payout, _ in kept_sums}
    due = {key: four for key, four in sums.items() if key[1] in summed}
    return {"payout_window": (kept, truth), "payout_sum": (kept_sums, due)}


def rebuild(account_id: str) -> None:
    """Make it all anew from the lines; runs in the transaction that holds the account."""
    row, (windows, sums) = PayoutWindow, _truth(_windows(account_id))
    for (_, payout), (brought_forward, left_over) in windows.items():
        change = row.update(brought_forward=brought_forward, left_over=left_over)
        change.where(row.account == account_id, row.payout == payout).execute()
    PayoutSum.delete().where(PayoutSum.account == account_id).execute()
    fours = sorted((payout, kind, four) for (_, payout, kind), four in sums.items())
    add_all(PayoutSum, [(account_id, payout, kind, *four) for payout, kind, four in fours])


def _windows(account_id: str) -> list[PayoutWindow]:
    mine = PayoutWindow.select().where(PayoutWindow.account == account_id)
    return list(mine.order_by(PayoutWindow.currency, PayoutWindow.through))


def _key(one: PayoutWindow) -> tuple[str, str]:
    return one.currency, one.payout


def _truth(windows: list[PayoutWindow]) -> tuple[Rows, Rows]:
    """The windows and the sums as the lines have them, each line read once.

    What is left over of one window is what the next brings forward, if that begins at its end.
    """
    framed: Rows = {}
    sums: Rows = {}
    end, left = ("", 0), 0
    for one in windows:
        payout = Payout.get(Payout.account == one.account_id, Payout.id == one.payout)
        found = makeup.added_up(makeup.framed(one, payout))
        brought = left if (one.currency, one.after) == end else _settled(one)
        left = brought + sum(found.values(), NOTHING).net - payout.amount
        end = one.currency, one.through
        framed[_key(one)] = (brought, left)
        sums |= {(*_key(one), kind): four for kind, four in found.items()}
    return framed, sums


def _settled(one: PayoutWindow) -> int:
    """All that had settled when the window began."""
    if one.after is None:
        return 0
    line = BalanceTransaction
    mine = (line.account == one.account_id) & (line.currency == one.currency)
    nets = line.select(fn.SUM(line.net)).where(mine, line.settles_at <= one.after)
    return int(nets.scalar() or 0)


def _kept_sums(account_id: str, windows: list[PayoutWindow]) -> Rows:
    currencies = {one.payout: one.currency for one in windows}
    rows = PayoutSum.select().where(PayoutSum.account == account_id).tuples()
    return {
        (currencies.get(payout, "?"), payout, kind): Sums(*four) for _, payout, kind, *four in rows
    }
