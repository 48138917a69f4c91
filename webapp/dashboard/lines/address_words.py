"""The words of a filter's address, each read by itself; a reader keeps what it understands."""

import re
from datetime import date

from flask_babel import gettext as _

from webapp import clock
from webapp.dashboard.lines import days
from webapp.dashboard.lines.days import PERIODS, day_of, moment_of
from webapp.dashboard.lines.groups import types_of
from webapp.dashboard.lines.reading import Reading, clean, shown
from webapp.dashboard.typed_amount import minor_units
from webapp.ledger.activity.filter import AVAILABLE, PENDING
from webapp.ledger.activity.window import NEVER, window_of
from webapp.ledger.lines.terms import folded
from webapp.ledger.payouts.payout import Payout
from webapp.money import is_currency

TEXT_MAX, WORDS_MAX = 200, 8
# What Stripe names so is looked up by its id; all else that is typed is words.
REFERENCE = re.compile(r"(?:txn|ch|py|pyr|re|tr|trr|po)_\w{4,60}", re.ASCII)

Point = date | int  # a seller's day, or a moment in Unix seconds


def read_types(reading: Reading) -> None:
    """`type=`, as often as one likes: a type of Stripe's, or a group of them."""
    types: dict[str, None] = {}
    for word in dict.fromkeys(map(clean, reading.args.getlist("type"))):
        found = types_of(word)
        types.update(dict.fromkeys(found))
        if found:
            reading.keep("type", word)
        elif word:
            note = _("We do not know the type “%(type)s”, so it was left out.", type=shown(word))
            reading.notes.append(note)
    reading.found["types"] = tuple(sorted(types))


def read_currency(reading: Reading) -> None:
    """`currency=eur`."""
    code = reading.value("currency").lower()
    if is_currency(code):
        reading.keep("currency", code, currency=code)
    elif code:
        reading.notes.append(
            _("We do not know the currency “%(code)s”, so it was left out.", code=shown(code))
        )


def read_days(reading: Reading) -> None:
    """`from=` and `to=`: days of the seller's, both included, or moments; else `when=`."""
    first, last = (_point(reading, name) for name in ("from", "to"))
    if first is None and last is None:
        _read_period(reading)
        return
    start, end = _second(reading, first), _second(reading, last, is_end=True)
    if start is not None and end is not None and start >= end:
        first, last = last, first
        start, end = _second(reading, first), _second(reading, last, is_end=True)
        reading.notes.append(_("The first day came after the last one, so we turned them round."))
    reading.found |= {"start": start, "end": end}
    reading.fields += [
        (name, str(point)) for name, point in (("from", first), ("to", last)) if point is not None
    ]


def _point(reading: Reading, name: str) -> Point | None:
    """A day, or a moment in whole seconds."""
    typed = reading.value(name)
    point = day_of(typed) or moment_of(typed)
    if typed and point is None:
        reading.notes.append(
            _("We do not understand the day “%(day)s”, so it was left out.", day=shown(typed))
        )
    return point


def _second(reading: Reading, point: Point | None, *, is_end: bool = False) -> int | None:
    if isinstance(point, date):
        return days.seconds((point, point), reading.user.timezone)[is_end]
    return point


def _read_period(reading: Reading) -> None:
    word, zone = reading.value("when"), reading.user.timezone
    if word in PERIODS:
        today = clock.local_day(reading.now, zone)
        start, end = days.seconds(PERIODS[word](today), zone)
        reading.keep("when", word, start=start, end=end)
        reading.holds_until = days.seconds((today, today), zone)[1]
    elif word:
        reading.notes.append(
            _("We do not know the time “%(time)s”, so it was left out.", time=shown(word))
        )


def read_amounts(reading: Reading) -> None:
    """`min=` and `max=`: how much a line moves, whichever way, in major units."""
    currency = reading.found.get("currency") or reading.user.default_currency
    typed = {name: reading.value(name) for name in ("min", "max") if reading.value(name)}
    found = {n: minor_units(text, currency, is_upper=n == "max") for n, text in typed.items()}
    for name, amount in found.items():
        if amount is None:
            note = _(
                "We do not understand the amount “%(amount)s”, so it was left out.",
                amount=shown(typed[name]),
            )
            reading.notes.append(note)
    known = {name: amount for name, amount in found.items() if amount is not None}
    if not known:
        return
    if len(known) == 2 and known["min"] > known["max"]:
        typed["min"], typed["max"] = typed["max"], typed["min"]
        known = {n: minor_units(typed[n], currency, is_upper=n == "max") or 0 for n in known}
        reading.notes.append(_("The least amount was above the most, so we turned them round."))
    bounds = {"least": known.get("min"), "most": known.get("max")}
    reading.found |= bounds | {"currency": currency}
    reading.fields += [(name, typed[name]) for name in known]


def read_status(reading: Reading) -> None:
    """`status=available` or `status=pending`."""
    status = reading.value("status")
    if status in (AVAILABLE, PENDING):
        reading.keep("status", status, status=status)
    elif status:
        reading.notes.append(
            _("We do not know the state “%(state)s”, so it was left out.", state=shown(status))
        )


def read_payout(reading: Reading) -> None:
    """`payout=po_…`, one of the seller's own."""
    id_ = reading.value("payout")
    mine = (Payout.account == reading.user.account_id) & (Payout.id == id_)
    payout = Payout.get_or_none(mine) if id_ else None
    if payout is not None:
        reading.keep("payout", id_, **window_of(payout) | _asked_currency(reading))
        if reading.found["settles"] == NEVER:
            reading.notes.append(
                _("This payout took an amount from your balance and not single lines.")
            )
    elif id_:
        reading.notes.append(_("There is no such payout of yours, so it was left out."))


def _asked_currency(reading: Reading) -> dict[str, str]:
    code = reading.found.get("currency")
    return {"currency": code} if code else {}


def read_text(reading: Reading) -> None:
    """`q=`: words, an order's number, or the id of a line or of what made it."""
    typed = " ".join(reading.value("q")[:TEXT_MAX].split())
    found = sorted(folded(typed))[:WORDS_MAX]
    if REFERENCE.fullmatch(typed):
        reading.keep("q", typed, reference=typed)
    elif found:
        reading.keep("q", typed, words=tuple(found))
    elif typed:
        reading.notes.append(_("Type at least two letters or figures to search for."))


READERS = (
    read_types,
    read_currency,
    read_days,
    read_amounts,
    read_status,
    read_payout,
    read_text,
)
