"""The lines of an automatic payout, and what they add up to; a manual payout has none of its own.

Brought forward + the lines = the payout + left over, to the unit. A manual payout takes some of
the balance and not some of the lines, so nobody can say which: Stripe lists none, and so do we.
Automatic payouts of before such windows were kept have none either.
"""

from typing import NamedTuple

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock
from webapp.accounts.account import Account
from webapp.database import BaseModel, add_all, columns_of, db
from webapp.ledger import balance, payout_windows
from webapp.ledger.automatic_payouts import elsewhere
from webapp.ledger.buckets import NOTHING, Sums
from webapp.ledger.lines.journal import SUMMED, BalanceTransaction
from webapp.ledger.lines.page import COMPARE, Filter, line_page
from webapp.ledger.page import Page
from webapp.ledger.payout_windows import PayoutWindow
from webapp.ledger.payouts.payout import Payout

PAGE_SIZE = 25


class Window(NamedTuple):
    """Some lines of one currency that settled after a moment and by another, and their frame."""

    account_id: str
    currency: str
    after: int | None
    through: int
    brought_forward: int
    """Minor units: what was available at `after` and had not been paid out. Often 0."""
    left_over: int
    """Minor units: what is above a payout's twelve digits, and goes with the next. Often 0."""
    payout: str | None
    """None for the window that the next automatic payout will close."""
    own_line: str | None
    """The payout's own line, which is in its window and not one of those it is made of."""


class PayoutSum(BaseModel):
    """What the lines of one type in a payout add up to; a closed window never changes."""

    account = ForeignKeyField(Account, index=False)
    payout = CharField()
    type = CharField()
    net = BigIntegerField()
    gross = BigIntegerField()
    fee = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        """One row a payout and type that has lines."""

        primary_key = CompositeKey("account", "payout", "type")


def window(payout: Payout) -> Window | None:
    """The payout's window; None for a manual one, and for one of before windows were kept."""
    mine = (PayoutWindow.account == payout.account_id) & (PayoutWindow.payout == payout.id)
    found: PayoutWindow | None = PayoutWindow.select().where(mine).first()
    return framed(found, payout) if found else None


def framed(kept: PayoutWindow, payout: Payout) -> Window:
    """A kept window and the payout's own line."""
    return Window(
        kept.account_id,
        kept.currency,
        kept.after,
        kept.through,
        kept.brought_forward,
        kept.left_over,
        payout.id,
        payout.balance_transaction,
    )


def open_window(account: Account, currency: str, now: int | None = None) -> Window:
    """What the available balance is made of: brought forward + the lines = what is available.

    The next automatic payout is made of it, and of what settles until then.
    """
    now = clock.now() if now is None else now
    last = payout_windows.latest(account.id, currency)
    if last:
        return Window(account.id, currency, last.through, now, last.left_over, 0, None, None)
    after = opened_after(account, currency, now)
    found = Window(account.id, currency, after, now, 0, 0, None, None)
    if after is None:
        return found
    lines = sum(added_up(found).values(), NOTHING).net
    return found._replace(brought_forward=_available(account, currency, now) - lines)


def opened_after(account: Account, currency: str, now: int) -> int | None:
    """The moment after which the open window begins: the latest automatic payout's end.

    A seller's first window begins at her latest payout of any other kind, if there was one; such
    as were made elsewhere have lines alone.
    """
    if last := payout_windows.latest(account.id, currency):
        return last.through
    mine = (Payout.account == account.id) & (Payout.currency == currency)
    made = Payout.select(Payout.created).where(mine, Payout.created < now)
    moment: int | None = made.order_by(Payout.created.desc(), Payout.id.desc()).limit(1).scalar()
    return elsewhere.latest(account, currency, now) if moment is None else moment


def page(
    found: Window,
    filters: tuple[Filter, ...] = (),
    *,
    starting_after: str | None = None,
    ending_before: str | None = None,
    limit: int = PAGE_SIZE,
    with_own: bool = False,
) -> Page:
    """A page of the window's lines, the last to settle first; raises `CursorUnknown`."""
    return line_page(
        found.account_id,
        [*_bounds(found, with_own=with_own), *filters],
        by="settles_at",
        starting_after=starting_after,
        ending_before=ending_before,
        limit=limit,
    )


def sums(found: Window) -> dict[str, Sums]:
    """What the window's lines of each type add up to; kept for a payout that has been made."""
    mine = (PayoutSum.account == found.account_id) & (PayoutSum.payout == found.payout)
    kept = PayoutSum.select(PayoutSum.type, *columns_of(PayoutSum, Sums)).where(mine)
    return {type_: Sums(*four) for type_, *four in kept.tuples()} or added_up(found)


def close_window(found: Window, payout: Payout) -> None:
    """Note what a new automatic payout is made of; runs in the transaction that makes it.

    `found` was the open window before it. The account is held, so nothing else has moved since,
    but a second may have passed and more money become available: that is left over.
    """
    through = max(clock.now(), payout.created)
    PayoutWindow.create(
        account=payout.account_id,
        payout=payout.id,
        currency=payout.currency,
        after=found.after,
        through=through,
        brought_forward=found.brought_forward,
        left_over=_available(payout.account, payout.currency, through),
    )


def keep_sums(payout: Payout) -> None:
    """Keep what a payout's lines add up to, behind the transaction that makes it.

    It reads every line of the window, which is to hold up nobody who writes; each line is read
    once in its life. Whoever asks before it is done adds up the lines herself.
    """
    found = window(payout)
    assert found is not None, "an automatic payout has a window"
    rows = [(found.account_id, payout.id, kind, *four) for kind, four in added_up(found).items()]
    with db.atomic():
        add_all(PayoutSum, sorted(rows))


def _available(account: Account, currency: str, now: int) -> int:
    found = {one.currency: one.available.minor for one in balance.balances(account, now)}
    return found.get(currency, 0)


def added_up(found: Window) -> dict[str, Sums]:
    """The same from the lines themselves, each of which it reads."""
    line = BalanceTransaction
    bounds = [COMPARE[op](getattr(line, name), value) for name, op, value in _bounds(found)]
    query = line.select(line.type, *SUMMED).where(line.account == found.account_id, *bounds)
    return {type_: Sums.of(sums) for type_, *sums in query.group_by(line.type).tuples()}


def _bounds(found: Window, *, with_own: bool = False) -> list[Filter]:
    """Which of an account's lines are the window's."""
    bounds: list[Filter] = [
        ("currency", "eq", found.currency),
        ("settles_at", "lte", found.through),
    ]
    if found.after is not None:
        bounds.append(("settles_at", "gt", found.after))
    if found.own_line and not with_own:
        bounds.append(("id", "ne", found.own_line))
    return bounds
