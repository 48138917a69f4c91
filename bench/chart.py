"""The lifetime chart of a large ledger against that of a small one."""

from bench.dashboard import Dashboard
from bench.depth import FEW_LINES
from bench.figure import Aim, Figure
from bench.load import p50_ms
from bench.rounds import Round, by_turns, figure
from bench.workshop import Workshop

REQUESTS = 50
AIM = Aim("≤", 1.2)


def figures(shop: Workshop) -> list[Figure]:
    """The median time of the chart's fragment; both ledgers are three years long."""
    few, many = shop.dashboard(FEW_LINES), shop.dashboard(shop.sizes.deep_lines)
    what = f"lifetime chart of {many.lines:,} lines, of {few.lines:,}"
    shop.say(what)
    turns = by_turns(_chart(shop, few), _chart(shop, many), shop.sizes.rounds)
    return [figure(what, "ms", *turns, AIM)]


def _chart(shop: Workshop, seller: Dashboard) -> Round:
    requests = [seller.fragment("/earnings?range=all")] * REQUESTS
    return lambda: shop.measure(seller.server, REQUESTS, p50_ms, seller.port, requests)
