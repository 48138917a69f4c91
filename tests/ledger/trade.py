"""What platforms do at random: sell, send, give back and take back, with and without fees."""

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, rule

from tests.ledger.world import CURRENCIES, World, fee_due, reversal_due
from webapp import clock
from webapp.clock import DAY, HOUR, MINUTE
from webapp.ledger.payments.charges import Charge, ChargeAlreadyRefunded, charge
from webapp.ledger.payments.destination_charges import destination_charge
from webapp.ledger.payments.refunds import refund, reverse
from webapp.ledger.payments.transfers import Transfer, transfer
from webapp.money import AMOUNT_MAX, Money

Place = tuple[str, str]  # the id of an account, and of something in it

sides = st.sampled_from([0, 1])
currencies = st.sampled_from(CURRENCIES)
amounts = st.integers(1, 100_000) | st.sampled_from([1, 2, 3, AMOUNT_MAX])
percents = st.integers(0, 100)
delays = st.sampled_from([0, 1, MINUTE, HOUR, DAY, 2 * DAY, 40 * DAY])
sales: dict[str, Any] = {
    "side": sides,
    "amount": amounts,
    "currency": currencies,
    "fee": percents,
    "wait": delays,
}


class Trade(RuleBasedStateMachine):
    """Sales, transfers, and their way back."""

    world: World
    charges, transfers = Bundle("charges"), Bundle("transfers")

    @rule(target=charges, **sales)
    def sell(self, side: int, amount: int, currency: str, fee: int, wait: int) -> Place:
        """A buyer pays the seller; the platform takes its share."""
        seller, fee = self.world.sellers[side], amount * fee // 100
        until = clock.now() + wait
        made = charge(seller, Money(amount, currency), available_on=until, application_fee=fee)
        self.world.moves(seller.id, currency, amount)
        self.world.gives_fee(seller.id, currency, fee)
        return seller.id, made.id

    @rule(target=charges, **sales)
    def sell_for(self, side: int, amount: int, currency: str, fee: int, wait: int) -> Place:
        """A buyer pays the platform, which passes it on to the seller."""
        market, seller, fee = self.world.market, self.world.sellers[side], amount * fee // 100
        made = destination_charge(
            market,
            seller,
            Money(amount, currency),
            application_fee=fee,
            available_on=clock.now() + wait,
        )
        self.world.moves(market.id, currency, amount)
        self.world.sends(seller.id, currency, amount)
        self.world.gives_fee(seller.id, currency, fee)
        return market.id, made.id

    @rule(
        target=transfers, side=sides, amount=amounts, currency=currencies, wait=st.none() | delays
    )
    def send(self, side: int, amount: int, currency: str, wait: int | None) -> str:
        """The platform pays the seller."""
        seller = self.world.sellers[side]
        until = None if wait is None else clock.now() + wait
        sent = transfer(self.world.market, seller, Money(amount, currency), available_on=until)
        self.world.sends(seller.id, currency, amount)
        return str(sent.id)

    @rule(place=charges, percent=percents, with_fee=st.booleans(), with_transfer=st.booleans())
    def give_back(self, place: Place, percent: int, with_fee: bool, with_transfer: bool) -> None:
        """A buyer gets some of what is left of a charge, never more."""
        made = Charge.get(Charge.account == place[0], Charge.id == place[1])
        with_transfer &= made.transfer is not None
        with_fee &= bool(made.application_fee_amount) and (with_transfer or not made.transfer)
        amount = max(1, made.refundable * percent // 100)
        if amount > made.refundable:
            with pytest.raises(ChargeAlreadyRefunded):
                refund(made, amount)
            return
        if with_transfer:
            sent = Transfer.get(Transfer.account == place[0], Transfer.id == made.transfer)
            self._note_reversal(sent, reversal_due(made, sent, amount), with_fee)
        elif with_fee:
            self.world.gives_fee(made.account_id, made.currency, -fee_due(made, amount))
        self.world.moves(made.account_id, made.currency, -amount)
        refund(made, amount, refund_application_fee=with_fee, reverse_transfer=with_transfer)

    @rule(id_=transfers, percent=percents)
    def take_back(self, id_: str, percent: int) -> None:
        """The platform reverses some of what is left of a transfer."""
        sent = Transfer.get(Transfer.account == self.world.market.id, Transfer.id == id_)
        amount = (sent.amount - sent.amount_reversed) * percent // 100
        if amount:
            self._note_reversal(sent, amount, with_fee=False)
            reverse(sent, amount)

    def _note_reversal(self, sent: Transfer, amount: int, with_fee: bool) -> None:
        self.world.sends(sent.destination, sent.currency, -amount)
        mine = (Charge.account == sent.destination, Charge.id == sent.destination_payment)
        if with_fee and amount:
            fee = fee_due(Charge.get(*mine), amount)
            self.world.gives_fee(sent.destination, sent.currency, -fee)
