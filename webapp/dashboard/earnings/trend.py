"""The comparison under the chart's total, in words and a sign: more, less, or nothing yet."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from flask_babel import gettext as _

from webapp.dashboard.earnings.words import COMPARED
from webapp.dashboard.lists import earnings_url
from webapp.formatting import money, percent
from webapp.ledger.earnings.comparison import Comparison
from webapp.money import Money

UP, DOWN, LEVEL = "up", "down", "level"
PERCENT_MAX = 999  # beyond it a percentage says less than the amount does


@dataclass(frozen=True, slots=True)
class Trend:
    """Which way it goes, by how much, compared with what, and the list behind that figure."""

    direction: str | None
    change: str
    basis: str
    url: str | None


def trend(found: Comparison | None, range_: str, total: Money) -> Trend | None:
    """The comparison in words; None where there is nothing to compare."""
    if found is None:
        return None
    if not found.is_whole:
        return Trend(None, _("There is nothing earlier yet to compare this with."), "", None)
    basis = _(COMPARED[range_], amount=money(found.earlier))
    url = earnings_url(total.currency, found.start, found.end)
    return Trend(*_change(total, found.earlier), basis, url)


def _change(total: Money, earlier: Money) -> tuple[str, str]:
    """`up`, `12% more`; an amount where a share of what was earned before makes no sense."""
    more = total + -earlier
    change = _percent_more(total.minor, earlier.minor)
    if not more:
        return LEVEL, _("Just as much")
    if change is None:
        size = money(more if more.minor > 0 else -more)
    elif change == 0:
        return LEVEL, _("About as much")
    else:
        size = percent(Decimal(abs(change)) / 100)
    if more.minor > 0:
        return UP, _("%(size)s more", size=size)
    return DOWN, _("%(size)s less", size=size)


def _percent_more(total: int, earlier: int) -> int | None:
    """The change in whole percent; None if either side is no sum to take a share of."""
    if earlier <= 0 or total < 0:
        return None
    change = int((Decimal(100) * (total - earlier) / earlier).to_integral_value(ROUND_HALF_UP))
    return change if abs(change) <= PERCENT_MAX else None
