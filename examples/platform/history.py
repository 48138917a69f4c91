"""Years of trade made up for a shop: orders, refunds, bonuses and payouts as dated lines.

The same shop on the same day always gets the same history, so two people see the same figures.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from math import sqrt
from typing import Any
from zoneinfo import ZoneInfo

from examples.platform.cast import FOOD_YEAR, Product, Seller, Trade
from examples.platform.dashboard import FEE_PERCENT

Line = dict[str, Any]

ZONE = ZoneInfo("Europe/Berlin")
SETTLING_DAYS = 3
REFUNDED = 0.018  # of all orders
UNTITLED = 0.06  # orders without a description, which the dashboard names itself
BONUS_CENTS = (1500, 2000, 2500, 4000)
DAY = 24 * 60 * 60


def history(seller: Seller, now: datetime) -> list[Line]:
    """All lines of a seller until now, oldest first."""
    lines: list[Line] = []
    for trade in seller.trades:
        rng = random.Random(f"{seller.slug} {trade.currency}")
        earned = sorted(_earned(rng, seller, trade, now), key=lambda line: line["created"])
        lines += earned + list(_payouts(trade, earned, now))
    return sorted(lines, key=lambda line: line["created"])


def _earned(rng: random.Random, seller: Seller, trade: Trade, now: datetime) -> Iterator[Line]:
    products = [p for p in seller.products if p.currency == trade.currency]
    number = trade.first_order
    for day, expected in _days(seller, trade, now):
        for hour in _hours(rng, expected):
            number += 1
            order = _order(rng, _at(day, hour), number, rng.choice(products))
            yield from _until(now, order)
            if rng.random() < REFUNDED:
                yield from _until(now, _refund(rng, order, number))
        if day.day == 1 and trade.currency == "eur":
            yield from _until(now, _bonus(rng, day))


def _days(seller: Seller, trade: Trade, now: datetime) -> Iterator[tuple[date, float]]:
    """Each day of the trade and how many orders to expect of it."""
    today = now.astimezone(ZONE).date()
    for ago in range(trade.days, -1, -1):
        day = today - timedelta(days=ago)
        grown = trade.orders_last - (trade.orders_last - trade.orders_first) * ago / trade.days
        yield day, grown * seller.week[day.weekday()] * FOOD_YEAR[day.month - 1]


def _hours(rng: random.Random, expected: float) -> list[float]:
    """The hours at which a day's orders come in: mostly around noon."""
    orders = max(0, round(rng.gauss(expected, sqrt(expected))))
    return sorted(min(21.9, max(6.0, rng.gauss(12.5, 3.5))) for _ in range(orders))


def _order(rng: random.Random, created: int, number: int, product: Product) -> Line:
    pieces = rng.choice((1, 1, 1, 2, 2, 3)) if product.price < 2000 else 1
    settled = datetime.fromtimestamp(created, ZONE).date() + timedelta(days=SETTLING_DAYS)
    name = product.name if pieces == 1 else f"{pieces} × {product.name}"
    line = {
        "type": "payment",
        "amount": product.price * pieces,
        "fee": product.price * pieces * FEE_PERCENT // 100,
        "currency": product.currency,
        "created": created,
        "available_on": _at(settled, 0),
        "metadata": {"order": str(number)},
    }
    if rng.random() >= UNTITLED:
        line["description"] = f"Order #{number} · {name}"
    return line


def _refund(rng: random.Random, order: Line, number: int) -> Line:
    """The customer's money goes back some days later; we give our fee back too."""
    created = order["created"] + rng.randrange(DAY, 5 * DAY)
    return order | {
        "type": "payment_refund",
        "amount": -order["amount"],
        "fee": -order["fee"],
        "created": created,
        "available_on": created,
        "description": f"Order #{number} sent back",
    }


def _bonus(rng: random.Random, day: date) -> Line:
    created = _at(day, 9.5)
    return {
        "type": "transfer",
        "amount": rng.choice(BONUS_CENTS),
        "currency": "eur",
        "created": created,
        "available_on": created,
        "description": f"Delivery bonus for {day - timedelta(days=1):%B %Y}",
    }


def _payouts(trade: Trade, earned: list[Line], now: datetime) -> Iterator[Line]:
    """Every week or so, all that had become available; the last ones are left to the real API."""
    settled = sorted(earned, key=lambda line: line["available_on"])
    paid = 0
    for moment in _payout_moments(trade, now):
        amount = 0
        while paid < len(settled) and settled[paid]["available_on"] <= moment:
            amount += settled[paid]["amount"] - settled[paid].get("fee", 0)
            paid += 1
        if amount > 0:
            yield {
                "type": "payout",
                "amount": -amount,
                "currency": trade.currency,
                "created": moment,
                "available_on": moment,
                "description": "Payout to your bank",
            }


def _payout_moments(trade: Trade, now: datetime) -> Iterator[int]:
    today = now.astimezone(ZONE).date()
    first = today - timedelta(days=trade.days)
    first += timedelta(days=(trade.payout_weekday - first.weekday()) % 7)
    for week in range(trade.payout_weeks, trade.days // 7, trade.payout_weeks):
        yield _at(first + timedelta(weeks=week), 6.0)


def _until(now: datetime, line: Line) -> Iterator[Line]:
    if line["created"] <= now.timestamp():
        yield line


def _at(day: date, hour: float) -> int:
    """Seconds since the epoch at an hour of a day in Berlin."""
    return round((datetime.combine(day, time(), ZONE) + timedelta(hours=hour)).timestamp())
