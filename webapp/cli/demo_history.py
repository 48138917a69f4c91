"""Made-up years of a seller: more at weekends and before holidays, some refunds, weekly payouts."""

import random
from collections import deque
from collections.abc import Iterator

from webapp import clock
from webapp.ledger.lines.journal import NewLine

GOODS = (
    "Sourdough loaf",
    "Cinnamon rolls",
    "Rye bread",
    "Birthday cake",
    "Croissants",
    "Plum tart",
    "Cheese straws",
    "Bread course",
)
REFUND_SHARE, PAYOUT_SHARE = 0.02, 0.01
FEE_PERCENT = 8
PENDING_FOR = 2 * clock.DAY


def history(
    chance: random.Random, *, count: int, currency: str, since: int, until: int
) -> Iterator[NewLine]:
    """`count` lines, oldest first, evenly between two moments but never at quite the same pace."""
    available, settling = 0, deque[NewLine]()
    for number in range(count):
        created = since + (until - since) * number // max(1, count)
        while settling and (settling[0].available_on or 0) <= created:
            available += settling.popleft().net
        line = _line(chance, number, currency, created, available)
        settling.append(line)
        yield line


def _line(
    chance: random.Random, number: int, currency: str, created: int, available: int
) -> NewLine:
    draw = chance.random()
    if draw < PAYOUT_SHARE and available > 0:
        return NewLine("payout", -available, currency, created=created, source=f"po_demo{number}")
    if draw < PAYOUT_SHARE + REFUND_SHARE:
        return _sale(chance, number, currency, created, "payment_refund", -1)
    return _sale(chance, number, currency, created, "payment", 1)


def _sale(
    chance: random.Random, number: int, currency: str, created: int, kind: str, sign: int
) -> NewLine:
    pieces, price = 1 + int(chance.random() * 4), 250 + int(chance.random() * 4_000)
    amount = pieces * price
    return NewLine(
        kind,
        sign * amount,
        currency,
        fee=sign * (amount * FEE_PERCENT // 100),
        created=created,
        available_on=created + PENDING_FOR if sign > 0 else created,
        description=f"Order #{1000 + number} · {pieces} × {GOODS[number % len(GOODS)]}",
        source=f"py_demo{number}",
    )
