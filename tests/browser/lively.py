"""A seller with a life to look at, made through the API."""

import time

from playwright.sync_api import Locator, Page

from tests.shop import Shop, ShopSeller

LINES = 60


def lively_seller(shop: Shop) -> ShopSeller:
    """A seller with sales of some weeks, a payout on its way and one that failed."""
    alice = shop.open_account("alice")
    now = int(time.time())
    sales = [
        {"type": "charge", "amount": 2_000 + n, "fee": 100, "currency": "eur"}
        | {"created": now - n * 40_000, "description": f"Kite no. {n}"}
        for n in range(LINES - 3)
    ]
    write = shop.test.raw_request
    write("post", "/v1/balance_transactions", lines=sales, stripe_account=alice.id)
    for _ in range(2):
        payout = shop.test.v1.payouts.create({"amount": 1_500, "currency": "eur"}, alice.acting)
    failure = {"status": "failed", "failure_code": "account_closed"}
    write("post", f"/v1/payouts/{payout.id}/mark", stripe_account=alice.id, **failure)
    return alice


def feed(page: Page) -> Locator:
    """The links to lines."""
    return page.locator('#activity a[href^="/activity/txn_"]')
