"""A page of a seller's that stands open, and money that comes meanwhile.

How soon it shows, bench/ measures; a page without a stream looks every 30 seconds only, so what
comes within a test's patience came by the stream.
"""

import time
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.watch import Watch
from tests.shop import ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
# The greeting has come, and with it the moment from which the stream goes on.
HEARS = "() => Boolean(document.getElementById('live')._htmx?.sse?.lastEventId)"


def listening(page: Page, address: str) -> None:
    """Open a page and wait until it hears of changes."""
    page.goto(address)
    page.wait_for_function(HEARS)


def sell(seller: ShopSeller, words: str) -> float:
    """Sell something by the API; returns when that was answered."""
    sale = {"type": "charge", "amount": 2_100, "fee": 100, "currency": "eur", "description": words}
    seller.shop.test.raw_request(
        "post", "/v1/balance_transactions", stripe_account=seller.id, **sale
    )
    return time.time()
