"""Many payouts at once over real HTTP: together they never exceed the balance."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import stripe

from tests.shop import Shop, ShopSeller


def test_payouts_at_once_never_take_more_than_there_is(shop: Shop, seller: ShopSeller) -> None:
    charge: Any = {"amount": 1_000, "currency": "eur", "source": "tok_bypassPending"}
    shop.test.v1.charges.create(charge, seller.acting)

    def pay_out(_: int) -> int:
        try:
            fields: Any = {"amount": 300, "currency": "eur"}
            return shop.test.v1.payouts.create(fields, seller.acting).amount
        except stripe.InvalidRequestError as error:
            assert error.code == "balance_insufficient"
            return 0

    with ThreadPoolExecutor(12) as pool:
        paid = sum(pool.map(pay_out, range(12)))
    assert paid == 900
    left = shop.test.v1.balance.retrieve(options=seller.acting).available[0].amount
    assert left == 100
