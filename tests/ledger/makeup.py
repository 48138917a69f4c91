"""What payouts are made of, the slow and obvious way: by remembering which lines were paid out."""

from dataclasses import dataclass, field

from tests.ledger import naive
from tests.ledger.naive import Line
from webapp.accounts.account import Account
from webapp.ledger import balance_lines
from webapp.ledger.automatic_payouts import makeup
from webapp.ledger.automatic_payouts.makeup import Window
from webapp.ledger.automatic_payouts.of_line import Fate, fate
from webapp.ledger.buckets import NOTHING, Sums
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.payouts.payout import Payout

Place = tuple[str, str]  # an account and a currency
PAGE_SIZE = 7


@dataclass
class Makeup:
    """Lines that a payout took, or that were left when the first one came."""

    taken: dict[Place, set[str]] = field(default_factory=dict)
    left: dict[Place, int] = field(default_factory=dict)
    made: dict[Place, list[tuple[str, set[str]]]] = field(default_factory=dict)

    def ready(self, place: Place, now: int) -> dict[str, int]:
        """The lines that the next automatic payout is to take, and their nets."""
        account_id, currency = place
        there = {
            line.id: line.net
            for line in naive.lines_of(account_id)
            if line.currency == currency and line.available_on <= now
        }
        if place not in self.taken:
            self._begin(place, now)
        return {id_: net for id_, net in there.items() if id_ not in self.taken[place]}

    def _begin(self, place: Place, now: int) -> None:
        """Before the first automatic payout, others by hand took nobody knows what."""
        by_hand = Payout.select().where(Payout.account == place[0], Payout.currency == place[1])
        last = max((one.created for one in by_hand if one.created < now), default=-1)
        lines = [line for line in naive.lines_of(place[0]) if line.currency == place[1]]
        old = [line for line in lines if line.available_on <= last]
        self.taken[place] = {line.id for line in old}
        self.left[place] = sum(line.net for line in old)

    def pay(self, made: Payout, ready: dict[str, int], available: int) -> None:
        """Compare a payout that was made with the lines that were ready for it."""
        place = (made.account_id, made.currency)
        found = makeup.window(made)
        assert found is not None
        assert (found.brought_forward, found.left_over) == (
            self.left[place],
            available - made.amount,
        )
        assert found.brought_forward + sum(ready.values()) == made.amount + found.left_over
        self.taken[place] |= {*ready, made.balance_transaction}
        self.left[place] = found.left_over
        self.made.setdefault(place, []).append((made.id, set(ready)))

    def check(self, account: Account, now: int) -> None:
        """Every payout still has its lines, and the balance has the rest."""
        lines = {line.id: line for line in naive.lines_of(account.id)}
        for (account_id, currency), payouts in self.made.items():
            if account_id == account.id:
                for id_, ids in payouts:
                    self._check_payout(account, id_, [lines[line] for line in ids])
                check_balance(account, currency, list(lines.values()), now)

    def _check_payout(self, account: Account, id_: str, lines: list[Line]) -> None:
        made = Payout.get(Payout.account == account.id, Payout.id == id_)
        found = makeup.window(made)
        assert found is not None
        listed = walk(found)
        assert sorted(listed) == sorted(line.id for line in lines)
        assert makeup.sums(found) == by_type(lines)
        for line in listed[:1]:
            assert fate_of(account, line) == Fate(id_, is_next=False)
        net = sum(line.net for line in lines)
        assert found.brought_forward + net == made.amount + found.left_over


def check_balance(account: Account, currency: str, lines: list[Line], now: int) -> None:
    """What is available, and what is pending, are sums of the lines that are listed for them."""
    by_id = {line.id: line for line in lines}
    available, pending = naive.balance(lines, currency, now)
    found = makeup.open_window(account, currency, now)
    listed = {id_ for id_ in walk(found) if by_id[id_].available_on <= now}
    assert len(listed) == len(walk(found))
    settling = walk_pending(account.id, currency, now)
    assert sum(by_id[id_].net for id_ in settling) == pending
    late = {id_ for id_ in by_id if _settles_late(account, by_id[id_], currency, now)}
    net = sum(by_id[id_].net for id_ in listed | late)
    assert found.brought_forward + net == available
    for id_ in settling[:1]:
        assert fate_of(account, id_) == Fate(None, account.payout_interval != "manual")


def _settles_late(account: Account, line: Line, currency: str, now: int) -> bool:
    """Was it recorded behind a payout of this very second?"""
    mine = (BalanceTransaction.account == account.id) & (BalanceTransaction.id == line.id)
    settles_at = BalanceTransaction.select(BalanceTransaction.settles_at).where(mine).scalar()
    return line.currency == currency and line.available_on <= now < settles_at


def fate_of(account: Account, line_id: str) -> Fate:
    """Where the product says that a line went."""
    mine = (BalanceTransaction.account == account.id, BalanceTransaction.id == line_id)
    return fate(account, BalanceTransaction.get(*mine))


def by_type(lines: list[Line]) -> dict[str, Sums]:
    """The sums of the lines of each type."""
    return {
        kind: sum(
            (Sums(one.net, one.amount, one.fee, 1) for one in lines if one.type == kind), NOTHING
        )
        for kind in {line.type for line in lines}
    }


def walk(found: Window) -> list[str]:
    """The ids of every page of a window's lines, one after the other."""
    page = makeup.page(found, limit=PAGE_SIZE)
    walked = [line.id for line in page.items]
    while page.cursor:
        page = makeup.page(found, starting_after=page.cursor, limit=PAGE_SIZE)
        walked += [line.id for line in page.items]
    assert len(set(walked)) == len(walked)
    return walked


def walk_pending(account_id: str, currency: str, now: int) -> list[str]:
    """The ids of every page of the pending lines."""
    page = balance_lines.pending_lines(account_id, currency, now=now, limit=PAGE_SIZE)
    walked = [line.id for line in page.items]
    while page.cursor:
        page = balance_lines.pending_lines(
            account_id, currency, now=now, starting_after=page.cursor, limit=PAGE_SIZE
        )
        walked += [line.id for line in page.items]
    return walked
