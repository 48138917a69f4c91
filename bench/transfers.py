"""Single `POST /v1/transfers`, durable: a seller with many lines against one with none."""

from bench.dashboard import Dashboard
from bench.figure import Aim, Figure
from bench.rounds import Round, by_turns, figure
from bench.workshop import Workshop

REQUESTS = 200
AIM = Aim("≥", 0.9)


def figures(shop: Workshop) -> list[Figure]:
    """Transfers a second, each committed to the disk before it is answered."""
    none, many = shop.dashboard(0), shop.dashboard(shop.sizes.deep_lines)
    what = f"POST /v1/transfers at {many.lines:,} lines, at none"
    shop.say(what)
    turns = by_turns(_transfers(shop, none), _transfers(shop, many), 2 * shop.sizes.rounds)
    return [figure(what, "/s", *turns, AIM)]


def _transfers(shop: Workshop, seller: Dashboard) -> Round:
    body = f"amount=1000&currency=eur&destination={seller.account}"
    requests = [seller.api("POST", "/v1/transfers", body)]
    return lambda: shop.rate(seller.server, requests, REQUESTS, connections=4)
