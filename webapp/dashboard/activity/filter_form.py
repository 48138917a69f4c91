"""The filter over the feed: its form, a chip for each condition, and what the lines add up to."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.saved_view import NAME_MAX, SavedView, saved_views
from webapp.dashboard.activity.filter_chips import AMOUNTS, chips
from webapp.dashboard.currency import Choice as CurrencyChoice
from webapp.dashboard.currency import currency_switch, seller_currencies
from webapp.dashboard.lines.address import VIEW, Asked, list_url
from webapp.dashboard.lines.days import PERIOD_LABELS, day_of, moment_of
from webapp.dashboard.lines.groups import GROUP_LABELS, GROUPS, types_of
from webapp.dashboard.lines.words import label
from webapp.dashboard.seller import seller
from webapp.ledger.activity.sums import COUNTED_MAX, LineSums, line_sums

NAMES = ("q", "type", "when", "from", "to", "min", "max", "status", "currency")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick or to select."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A saved view above the feed."""

    url: str
    name: str
    is_current: bool


def head(asked: Asked) -> dict[str, Any]:
    """What stands over a list: how it may be narrowed, how it was, and its sums."""
    views = saved_views(seller().id)
    return {
        "notes": [*asked.notes, *_only_one(asked)],
        "views": [_view_link(view, asked) for view in views],
        "chips": chips(asked),
        "is_narrowed": not asked.filter.is_everything,
        "query": asked.query,
        "clear_url": list_url(),
        "sums": None if asked.filter.is_everything else _sums(asked),
        "currencies": _currencies(asked),
        "form": form(asked),
        "name_max": NAME_MAX,
        "is_savable": bool(asked.fields) and not any(v.query == asked.query for v in views),
    }


def _currencies(asked: Asked) -> list[CurrencyChoice]:
    """The list in each currency; of all at once no amounts are asked for. A payout has one."""
    if asked.filter.payout:
        return []
    every = list_url(asked.without("currency", *AMOUNTS))
    current = asked.filter.currency
    return currency_switch(lambda code: list_url(_with(asked, "currency", code)), current, every)


def _only_one(asked: Asked) -> list[str]:
    """What an amount leaves out though nobody said so: lines of other currencies."""
    code, names = asked.filter.currency, {name for name, _typed in asked.fields}
    is_said = "currency" in names or not names & AMOUNTS
    if is_said or not code or len(seller_currencies()) == 1:
        return []
    shown = code.upper()
    return [
        _("Only amounts in %(currency)s are compared, so only they are listed.", currency=shown)
    ]


def form(asked: Asked) -> dict[str, Any]:
    """The form's fields as the address has them."""
    day = clock.local_day(clock.now(), seller().timezone)
    points = {name: _value(asked, name) for name in ("from", "to")}
    return {
        "q": _value(asked, "q"),
        "types": _types(asked),
        "when": [
            Choice(name, _(words), name == _value(asked, "when"))
            for name, words in PERIOD_LABELS.items()
        ],
        "from": points["from"] if day_of(points["from"]) else "",
        "to": points["to"] if day_of(points["to"]) else "",
        "moments": [(name, point) for name, point in points.items() if moment_of(point)],
        "today": day.isoformat(),
        "min": _value(asked, "min"),
        "max": _value(asked, "max"),
        "status": asked.filter.status,
        "payout": asked.filter.payout,
        "currency": _value(asked, "currency"),
        "currencies": seller_currencies(),
        "chosen": sum(name != "q" for name, _typed in asked.fields),
    }


def _types(asked: Asked) -> list[Choice]:
    """A box for each group, and for each single type that the address names."""
    wanted = set(asked.filter.types)
    boxes = [
        Choice(group, _(GROUP_LABELS[group]), wanted.issuperset(types))
        for group, types in GROUPS.items()
    ]
    ticked = {type_ for box in boxes if box.is_chosen for type_ in types_of(box.value)}
    return boxes + [Choice(type_, label(type_), True) for type_ in sorted(wanted - ticked)]


def _value(asked: Asked, name: str) -> str:
    return next(iter(asked.values(name)), "")


def _with(asked: Asked, name: str, value: str) -> str:
    kept = [pair for pair in asked.fields if pair[0] != name]
    return urlencode([*kept, (name, value)])


def _view_link(view: SavedView, asked: Asked) -> ViewLink:
    url = list_url(urlencode({VIEW: view.id}))
    return ViewLink(url, view.name, view.query == asked.query)


def _sums(asked: Asked) -> dict[str, Any]:
    found: LineSums = line_sums(seller(), asked.filter)
    is_many = not found.is_whole and found.counted >= COUNTED_MAX
    return {
        "nets": [sum_.net for sum_ in found.sums],
        "counted": found.counted,
        "is_whole": found.is_whole,
        "is_many": is_many,
        "counted_max": COUNTED_MAX,
    }
