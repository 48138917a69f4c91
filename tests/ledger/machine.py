"""A ledger that lives at random: trade, payouts, travel, imports, mishaps and repairs."""

import pytest
import time_machine
from flask.testing import FlaskClient
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, initialize, invariant, multiple, rule
from peewee import DatabaseError

from tests.ledger.trade import Place, Trade, currencies, delays, sides
from tests.ledger.world import EVES, ZONES, World
from webapp import clock
from webapp.clock import DAY, HOUR, MINUTE
from webapp.database import db
from webapp.ledger import buckets, rollups
from webapp.ledger.automatic_payouts import due as automatic_payouts
from webapp.ledger.lines.journal import NewLine, record_all
from webapp.ledger.payouts.payout import Payout, pay_out
from webapp.ledger.payouts.refusals import BalanceInsufficient
from webapp.ledger.payouts.states import PayoutNotPossible
from webapp.money import AMOUNT_MAX, Money

MAY_BECOME: dict[str, set[str]] = {
    "pending": {"in_transit", "paid", "failed", "canceled"},
    "in_transit": {"paid", "failed"},
    "paid": {"failed"},
    "failed": set(),
    "canceled": set(),
}
TYPES = ("charge", "payment", "refund", "transfer", "adjustment", "stripe_fee", "topup")
FORGERIES = (
    "UPDATE balance_transaction SET net = 1, amount = 1",
    "DELETE FROM balance_transaction",
)

zones = st.sampled_from(ZONES)
ages = st.sampled_from([0, 1, 14 * MINUTE, HOUR, DAY]) | st.integers(0, 3 * 365 * DAY)
waits = st.sampled_from([1, 59, 15 * MINUTE, HOUR, DAY, 7 * DAY, 45 * DAY])
old_lines = st.tuples(
    st.sampled_from(TYPES), st.integers(-9_999, 9_999), st.integers(-9, 99), ages, delays
)


class LedgerMachine(Trade):
    """Rules are what platforms, banks and operators do; the invariant is the ledger's promise."""

    payouts = Bundle("payouts")
    client: FlaskClient

    @initialize(eve=st.sampled_from(EVES), one=zones, other=zones)
    def begin(self, eve: int, one: str, other: str) -> None:
        """Open the accounts shortly before something happens to the calendar."""
        self.travel = time_machine.travel(eve, tick=False)
        self.world = World.begin(self.travel.start(), (one, other))

    @rule(target=payouts, side=sides, currency=currencies, percent=st.integers(1, 120))
    def pay(self, side: int, currency: str, percent: int) -> Place | MultipleResults[Place]:
        """A seller is paid out of what is available, never more."""
        seller = self.world.sellers[side]
        available = min(self.world.available(seller.id, currency), AMOUNT_MAX)
        amount = min(AMOUNT_MAX, max(1, available * percent // 100))
        if amount > available:
            with pytest.raises(BalanceInsufficient):
                pay_out(seller, Money(amount, currency))
            return multiple()
        made = pay_out(seller, Money(amount, currency))
        self.world.moves(seller.id, currency, -amount)
        return seller.id, made.id

    @rule(place=payouts, status=st.sampled_from(sorted(MAY_BECOME)), by_cancel=st.booleans())
    def hear_from_bank(self, place: Place, status: str, by_cancel: bool) -> None:
        """A payout goes on, if it may; money that did not arrive comes back."""
        made = Payout.get(Payout.account == place[0], Payout.id == place[1])
        if status not in MAY_BECOME[made.status] | {made.status}:
            with pytest.raises(PayoutNotPossible):
                made.mark(status)
            return
        if status in {"failed", "canceled"} and made.status != status:
            self.world.moves(made.account_id, made.currency, made.amount)
        made.cancel() if by_cancel and status == "canceled" else made.mark(status)

    @rule(wait=waits, side=sides, currency=currencies)
    def wait(self, wait: int, side: int, currency: str) -> None:
        """Time passes, and pending money becomes available."""
        self.world.time.shift(wait)
        self.world.touch(*self.world.ids, currencies=[])
        self.world.touch(self.world.sellers[side].id, currencies=[currency])

    @rule()
    def pay_what_is_due(self) -> None:
        """The daily timer runs, perhaps for the second time today."""
        due = self.world.due_today()
        ready = {place: self.world.makeup.ready(place, clock.now()) for place in due}
        available = {place: self.world.available(*place) for place in due}
        made = {(one.account_id, one.currency): one for one in automatic_payouts.run(clock.now())}
        assert {place: payout.amount for place, payout in made.items()} == due
        for place, payout in made.items():
            self.world.makeup.pay(payout, ready[place], available[place])
        for (account_id, currency), amount in due.items():
            self.world.moves(account_id, currency, -amount)

    @rule(side=sides, zone=zones)
    def move(self, side: int, zone: str) -> None:
        """A seller moves to another zone, and every day begins at another moment."""
        buckets.move_to_zone(self.world.sellers[side], zone)
        self.world.touch(self.world.sellers[side].id)

    @rule(side=sides, currency=currencies, olds=st.lists(old_lines, min_size=1, max_size=9))
    def import_past(
        self, side: int, currency: str, olds: list[tuple[str, int, int, int, int]]
    ) -> None:
        """Lines of the last three years come in at once, in any order."""
        seller, now = self.world.sellers[side], clock.now()
        lines = [
            NewLine(kind, amount, currency, fee, now - age, available_on=now - age + wait)
            for kind, amount, fee, age, wait in olds
        ]
        record_all(seller.id, lines)
        for line in lines:
            self.world.moves(seller.id, currency, line.amount - line.fee)

    @rule(side=sides)
    def rebuild(self, side: int) -> None:
        """An operator makes the rollups anew."""
        rollups.rebuild(self.world.sellers[side])
        self.world.touch(self.world.sellers[side].id)

    @rule(side=sides, sql=st.sampled_from(FORGERIES))
    def forge(self, side: int, sql: str) -> None:
        """Somebody tries to change the past, and the database itself refuses."""
        seller = self.world.sellers[side]
        if self.world.available(seller.id, "eur"):
            with pytest.raises(DatabaseError, match="never changed"):
                db.execute_sql(f"{sql} WHERE account_id = {db.param}", (seller.id,))

    @invariant()
    def the_ledger_is_sound(self) -> None:
        """All figures of those whom the step touched."""
        self.world.check()

    def teardown(self) -> None:
        """All figures of all."""
        if hasattr(self, "world"):
            try:
                self.world.end()
                self.world.end_at_the_front_door(self.client)
            finally:
                self.world.close()
                self.travel.stop()
