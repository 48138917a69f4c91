"""A small world for random lives: a platform, two sellers, a moment, and what all are owed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from math import floor

import time_machine
from flask.testing import FlaskClient

from tests.cast import Api
from tests.ledger import front_door, invariants, naive
from tests.ledger.makeup import Makeup
from tests.ledger.people import open_seller, own_account
from webapp import clock
from webapp.accounts.account import Account
from webapp.accounts.api_key import ApiKey
from webapp.ledger.payments.charges import Charge
from webapp.ledger.payments.transfers import Transfer
from webapp.money import AMOUNT_MAX

CURRENCIES = ("eur", "jpy")
ZONES = (
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "America/New_York",
    "Pacific/Apia",
)
# Just before: a 23-hour day, a 25-hour day, a day of 24.5 hours, a leap day, and a new year.
EVES = tuple(
    int(datetime(*when, tzinfo=UTC).timestamp())
    for when in (
        (2026, 3, 29, 0, 50),
        (2025, 10, 26, 0, 50),
        (2026, 4, 4, 14, 50),
        (2024, 2, 28, 23, 50),
        (2025, 12, 31, 23, 50),
    )
)


@dataclass
class World:
    """Everyone and everything; `owed` is each account's money as we, not the product, count it."""

    time: time_machine.Traveller
    market: Account
    sellers: list[Account]
    owed: Counter[tuple[str, str]] = field(default_factory=Counter)
    touched: dict[str, set[str]] = field(default_factory=dict)
    paid: set[tuple[str, str, str]] = field(default_factory=set)
    makeup: Makeup = field(default_factory=Makeup)

    @classmethod
    def begin(cls, time: time_machine.Traveller, zones: tuple[str, str]) -> "World":
        """Found the platform and open the sellers' accounts."""
        market = own_account("Market")
        one = open_seller(market, "one", timezone=zones[0])
        other = open_seller(market, "other", timezone=zones[1], default_currency="jpy")
        world = cls(time, market, [one, other])
        world.touch(*world.ids)
        return world

    @property
    def ids(self) -> list[str]:
        """All accounts."""
        return [self.market.id, *(seller.id for seller in self.sellers)]

    def touch(self, *account_ids: str, currencies: Iterable[str] = CURRENCIES) -> None:
        """Look at these accounts after this step, and at their charts of these currencies."""
        for account_id in account_ids:
            self.touched.setdefault(account_id, set()).update(currencies)

    def moves(self, account_id: str, currency: str, net: int) -> None:
        """Note that money should have come or gone."""
        self.owed[account_id, currency] += net
        self.touch(account_id, currencies=[currency])

    def gives_fee(self, seller_id: str, currency: str, fee: int) -> None:
        """Note that a fee should have gone from a seller to the platform."""
        self.moves(seller_id, currency, -fee)
        self.moves(self.market.id, currency, fee)

    def sends(self, seller_id: str, currency: str, amount: int) -> None:
        """Note that money should have gone from the platform to a seller."""
        self.moves(self.market.id, currency, -amount)
        self.moves(seller_id, currency, amount)

    def available(self, account_id: str, currency: str) -> int:
        """What the lines say can be paid out."""
        return naive.balance(naive.lines_of(account_id), currency, clock.now())[0]

    def due_today(self) -> dict[tuple[str, str], int]:
        """Whom the daily run should pay, and how much: each currency at most once a day (UTC)."""
        today = naive.day(clock.now(), "Etc/UTC").isoformat()
        found = {
            (seller.id, currency): self.available(seller.id, currency)
            for seller in self.sellers
            for currency in CURRENCIES
            if (seller.id, currency, today) not in self.paid
        }
        due = {place: min(net, AMOUNT_MAX) for place, net in found.items() if net > 0}
        self.paid |= {(*place, today) for place in due}
        return due

    def check(self) -> None:
        """Whoever was touched has what is owed, and all else that always holds."""
        for account_id, currencies in self.touched.items():
            account = Account.get_by_id(account_id)
            invariants.check(account, currencies, clock.now())
            self.makeup.check(account, clock.now())
            totals: Counter[str] = Counter()
            for line in naive.lines_of(account_id):
                totals[line.currency] += line.net
            owed = {c: net for (who, c), net in self.owed.items() if who == account_id}
            assert +totals == +Counter(owed)
            assert -totals == -Counter(owed)
        self.touched.clear()

    def end(self) -> None:
        """Look at everybody once more."""
        self.touch(*self.ids)
        self.check()
        invariants.check_transfers(self.market)

    def end_at_the_front_door(self, client: FlaskClient) -> None:
        """Ask the API what it says of everybody."""
        api = Api(client, ApiKey.mint(self.market.platform, livemode=False))
        front_door.check(api, self.market.id, CURRENCIES, clock.now())
        for seller in self.sellers:
            front_door.check(api.on(seller.id), seller.id, CURRENCIES, clock.now())

    def close(self) -> None:
        """Leave nobody behind whom the next world's daily run would pay."""
        for seller in self.sellers:
            seller.close()


def fee_due(charge: Charge, amount: int) -> int:
    """The fee that goes back with `amount` of a charge."""
    fee = charge.application_fee_amount or 0
    return min(part(fee, charge, amount), fee - charge.application_fee_refunded)


def reversal_due(charge: Charge, transfer: Transfer, amount: int) -> int:
    """How much of the charge's transfer goes back with a refund of `amount`."""
    left = transfer.amount - transfer.amount_reversed
    return min(part(transfer.amount, charge, amount), left)


def part(whole: int, charge: Charge, amount: int) -> int:
    """Stripe: proportional to the amount refunded; all parts of a whole refund make up `whole`."""
    per_unit = Fraction(whole, charge.amount)
    before = charge.amount_refunded
    return floor(per_unit * (before + amount)) - floor(per_unit * before)
