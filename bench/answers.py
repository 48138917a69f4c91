"""How soon a large ledger answers: every range, every filter and every page, p95 beside p50.

Each is asked for after a new line, so that nothing of it is kept.
"""

import time
from collections.abc import Iterator

from bench.dashboard import Dashboard
from bench.figure import Aim, Figure
from bench.filters import FILTERS, LONG_AGO
from bench.load import p50_ms, p95_ms
from bench.new_line import Earn
from bench.rounds import figure
from bench.wire import request
from bench.workshop import Workshop

REQUESTS = 60
RANGES = ("24h", "7d", "4w", "3m", "1y", "all")
PAGES = ("/", "/activity", "/payouts", "/earnings")
AIM = Aim("≤", 100, is_ratio=False)


def figures(shop: Workshop) -> list[Figure]:
    """The time that nineteen of twenty answers keep to; the baseline is their median."""
    seller = shop.dashboard(shop.sizes.deep_lines)
    earn = Earn(seller.ledger.file, seller.account)
    found = []
    for what, asked in _asked(seller):
        shop.say(what)
        asking = (seller.port, [asked] * REQUESTS, earn)
        p50, p95 = (
            shop.measure(seller.server, REQUESTS, work, *asking) for work in (p50_ms, p95_ms)
        )
        name = f"p95 of {what}, {seller.lines:,} lines; beside it p50"
        found.append(figure(name, "ms", [p50], [p95], AIM))
    return found


def _asked(seller: Dashboard) -> Iterator[tuple[str, bytes]]:
    own = {"Sec-Fetch-Site": "same-origin", "Cookie": seller.cookie}
    for page in PAGES:
        yield f"page `{page}`", request("GET", page, own)
    for range_ in RANGES:
        yield f"range {range_}", seller.fragment(f"/earnings?range={range_}")
    for what, query in FILTERS.items():
        path = f"/activity?{query.format(old=int(time.time()) - LONG_AGO)}"
        yield f"filter: {what}", request("GET", path, own)
