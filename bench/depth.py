"""The deepest pages of a large ledger against the first ones of a small one."""

from bench.dashboard import PAGE, Dashboard
from bench.figure import Aim, Figure
from bench.load import p50_ms
from bench.new_line import Earn
from bench.rounds import Round, by_turns, figure, in_shares
from bench.workshop import Workshop

FEW_LINES = 10_000
REQUESTS = 50
AIM = Aim("≤", 1.2)


def figures(shop: Workshop) -> list[Figure]:
    """The median time of pages that are really read: after a new line, or never asked for."""
    few, many = shop.dashboard(FEW_LINES), shop.dashboard(shop.sizes.deep_lines)
    rounds = shop.sizes.rounds
    where = f"deepest of {many.lines:,} lines, first of {few.lines:,}"
    first, last = few.fragment("/activity"), many.fragment(many.pages(1, deepest=True)[0])
    each = min(REQUESTS, (FEW_LINES // PAGE - 1) // rounds)
    newest, deepest = few.pages(each * rounds), many.pages(each * rounds, deepest=True)
    shop.say(f"page after each new line: {where}")
    stale = by_turns(_after_lines(shop, few, first), _after_lines(shop, many, last), rounds)
    shop.say(f"pages never asked for: {where}")
    cold = by_turns(
        _never_asked(shop, few, newest, each), _never_asked(shop, many, deepest, each), rounds
    )
    return [
        figure(f"page after each new line: {where}", "ms", *stale, AIM),
        figure(f"pages never asked for: {where}", "ms", *cold, AIM),
    ]


def _after_lines(shop: Workshop, seller: Dashboard, page: bytes) -> Round:
    """The same page again and again, each time after a line was written."""
    requests, earn = [page] * REQUESTS, Earn(seller.ledger.file, seller.account)
    return lambda: shop.measure(seller.server, REQUESTS, p50_ms, seller.port, requests, earn)


def _never_asked(shop: Workshop, seller: Dashboard, paths: list[str], each: int) -> Round:
    """Other pages each round, none of them known to the server."""
    shares = in_shares([seller.fragment(path) for path in paths], each)
    return lambda: shop.measure(seller.server, each, p50_ms, seller.port, next(shares))
