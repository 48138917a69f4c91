"""The conditions of a list in words, each with the address of the list without it."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from webapp.dashboard.lines.address import Asked, list_url
from webapp.dashboard.lines.days import PERIOD_LABELS, day_of
from webapp.dashboard.lines.groups import GROUP_LABELS
from webapp.dashboard.lines.words import label
from webapp.formatting import instant, money, short_day
from webapp.money import Money

AMOUNTS = {"min", "max"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition, and the way to leave it out."""

    name: str
    words: str
    url: str
    text: str | None = None
    """What the reader typed herself, in whichever direction its script is read."""


def chips(asked: Asked) -> list[Chip]:
    """A chip for each condition, in the order of the address; an amount names its currency."""
    found = []
    has_amount = any(name in AMOUNTS for name, _value in asked.fields)
    for name, value in asked.fields:
        if name == "currency" and has_amount:
            continue
        if name == "type":
            words, left_out = _type(value), asked.without((name, value))
        else:
            words, left_out = _words(asked, name, value), asked.without(name)
        found.append(Chip(name, words, list_url(left_out), value if name == "q" else None))
    return found


def _type(word: str) -> str:
    return _(GROUP_LABELS[word]) if word in GROUP_LABELS else label(word)


def _words(asked: Asked, name: str, value: str) -> str:
    wanted = asked.filter
    if name == "q":
        return _("Words:")
    if name == "when":
        return _(PERIOD_LABELS[value])
    if name == "from":
        return _("From %(day)s", day=_day(value))
    if name == "to":
        until = _("Until %(day)s", day=_day(value))
        return until if day_of(value) else _("Before %(moment)s", moment=_day(value))
    if name in AMOUNTS:
        minor = wanted.least if name == "min" else wanted.most
        amount = money(Money(minor or 0, wanted.currency or ""))
        least = _("At least %(amount)s", amount=amount)
        return least if name == "min" else _("At most %(amount)s", amount=amount)
    if name == "status":
        return _("Available") if value == "available" else _("Pending")
    return value.upper() if name == "currency" else _("In one payout")


def _day(value: str) -> str:
    day: date | None = day_of(value)
    return instant(int(value)) if day is None else short_day(day)
