"""Filtered pages of a large ledger, each with its count and sum, against the page of everything."""

import time

from bench.dashboard import Dashboard
from bench.figure import Aim, Figure
from bench.load import p50_ms
from bench.new_line import Earn
from bench.rounds import Round, by_turns, figure
from bench.wire import request
from bench.workshop import Workshop

REQUESTS = 15
AIM = Aim("≤", 100, is_ratio=False)
EVERYTHING = "/activity"
FILTERS = {
    "payouts": "type=payouts",
    "refunds of long ago": "type=refunds&to={old}",
    "the number of one order": "q=%235000",
    "a word of every eighth line": "q=tart",
    "a word that no line has": "q=zebra",
    "amounts that no line has": "min=99999",
    "payouts with a word that none has": "type=payouts&q=order",
    "pending": "status=pending&currency=eur",
}
DAY = 86_400
LONG_AGO = 900 * DAY


def figures(shop: Workshop) -> list[Figure]:
    """The median time of whole pages, each read after a new line, so that none is kept."""
    seller = shop.dashboard(shop.sizes.deep_lines)
    old = int(time.time()) - LONG_AGO
    baseline = _pages(shop, seller, EVERYTHING)
    found = []
    for what, query in FILTERS.items():
        shop.say(f"filtered by {what}")
        measured = _pages(shop, seller, f"{EVERYTHING}?{query.format(old=old)}")
        turns = by_turns(baseline, measured, shop.sizes.rounds)
        name = f"page of {seller.lines:,} lines: {what}, against everything"
        found.append(figure(name, "ms", *turns, AIM))
    return found


def _pages(shop: Workshop, seller: Dashboard, path: str) -> Round:
    own = {"Sec-Fetch-Site": "same-origin", "Cookie": seller.cookie}
    requests = [request("GET", path, own)] * REQUESTS
    earn = Earn(seller.ledger.file, seller.account)
    return lambda: shop.measure(seller.server, REQUESTS, p50_ms, seller.port, requests, earn)
