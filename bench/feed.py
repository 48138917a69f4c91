"""The feed's fragment, 25 rows for a signed-in seller, against Flask's *hello world*."""

from bench.dashboard import PAGE
from bench.figure import Aim, Figure
from bench.new_line import Earn
from bench.rounds import by_turns, figure, in_shares
from bench.wire import AnswerUnexpected, Wire
from bench.workshop import Workshop

LINES = 100_000
HALF, MOST = Aim("≥", 0.5), Aim("≥", 0.8)


def figures(shop: Workshop) -> list[Figure]:
    """Throughput of each way to ask for a page, with one worker and eight connections."""
    seller = shop.dashboard(LINES)
    server, rounds = seller.server, shop.sizes.rounds
    page = seller.fragment("/activity")
    etag = _etag(seller.port, page)
    known = seller.fragment("/activity", If_None_Match=etag)
    each = min(shop.sizes.requests, (LINES // PAGE - 1) // rounds)
    deeper = in_shares([seller.fragment(path) for path in seller.pages(each * rounds)], each)
    earn = Earn(seller.ledger.file, seller.account)

    ways = {
        "feed, not changed (304)": (MOST, lambda: shop.rate(server, [known], status=304)),
        "feed, the same page again": (HALF, lambda: shop.rate(server, [page])),
        "feed, page after each new line": (HALF, lambda: shop.rate(server, [page], before=earn)),
        "feed, pages never asked for": (HALF, lambda: shop.rate(server, next(deeper), each)),
    }
    found = []
    for what, (aim, measured) in ways.items():
        shop.say(f"{what}, against hello world")
        found.append(figure(what, "/s", *by_turns(shop.hello_rate, measured, rounds), aim))
    return found


def _etag(port: int, page: bytes) -> str:
    """The page's tag; makes sure that it is the page that is to be measured."""
    wire = Wire(port)
    answer = wire.ask(page)
    wire.close()
    lines, tag = answer.body.count(b'href="/activity/txn_'), answer.header("ETag")
    if lines != PAGE or not tag:
        raise AnswerUnexpected(f"a feed page of {lines} lines with the tag {tag}")
    return tag
