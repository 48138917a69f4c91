"""What a payout is made of: what was left before, its lines by type, what stays for the next."""

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_login import current_user

from webapp import clock
from webapp.dashboard.hidden import ACTIVITY, is_shown
from webapp.dashboard.lines.own_words import with_own_words
from webapp.dashboard.lines.words import default_description, label
from webapp.ledger.automatic_payouts import makeup as payout_lines
from webapp.ledger.lines.page import Line
from webapp.ledger.payouts.payout import Payout
from webapp.money import Money

LINES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one type."""

    label: str
    count: int
    gross: Money
    fee: Money
    net: Money


@dataclass(frozen=True, slots=True)
class LineView:
    """A line in few words."""

    url: str | None
    label: str
    description: str
    day: date
    net: Money


@dataclass(frozen=True, slots=True)
class Makeup:
    """Brought forward + the parts = the payout + left over, to the unit."""

    brought_forward: Money
    parts: list[Part]
    left_over: Money
    count: int
    lines: list[LineView]
    all_url: str | None
    """Where all of them are; None where they are shown already, or the platform hides the list."""


def makeup(payout: Payout) -> Makeup | None:
    """What an automatic payout is made of; None for one that took an amount and no lines."""
    window = payout_lines.window(payout)
    if window is None:
        return None
    sums = payout_lines.sums(window)
    count = sum(found.count for found in sums.values())
    lines = payout_lines.page(window, limit=LINES_SHOWN).items
    has_more = count > len(lines) and is_shown(ACTIVITY)
    currency = payout.currency
    return Makeup(
        brought_forward=Money(window.brought_forward, currency),
        parts=[
            Part(
                label(type_),
                found.count,
                Money(found.gross, currency),
                Money(found.fee, currency),
                Money(found.net, currency),
            )
            for type_, found in sorted(sums.items(), key=lambda part: -part[1].net)
        ],
        left_over=Money(window.left_over, currency),
        count=count,
        lines=[_view(line) for line in with_own_words(lines, current_user)],
        all_url=url_for("dashboard.activity", payout=payout.id) if has_more else None,
    )


def _view(line: Line) -> LineView:
    return LineView(
        url=url_for("dashboard.activity_line", line_id=line.id) if is_shown(ACTIVITY) else None,
        label=label(line.type),
        description=line.description or default_description(line.type, current_user.platform_name),
        day=clock.local_day(line.created, current_user.timezone),
        net=Money(line.net, line.currency),
    )
