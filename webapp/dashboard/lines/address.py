"""The address of a list of lines, read in one place: whatever is typed there gives a list.

What is not understood is left out, and a note says so. The same words always mean the same list:
the feed, its sums and its export read them here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from webapp import clock
from webapp.access.sessions.signed_in import SignedIn
from webapp.accounts.saved_view import find_view
from webapp.dashboard.lines import address_words as words
from webapp.dashboard.lines.reading import Reading, clean
from webapp.dashboard.place import PLACE
from webapp.ledger.activity.filter import EVERYTHING, LineFilter

HEADED = "headed"
VIEW = "view"
Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter, the words of the address that ask for it, and what was not understood."""

    filter: LineFilter = EVERYTHING
    fields: Fields = ()
    notes: tuple[str, ...] = ()
    holds_until: int | None = None
    """When the same words mean other days."""

    @property
    def query(self) -> str:
        """The address's query: the same for all ways to ask for this list."""
        return urlencode(self.fields)

    def values(self, name: str) -> list[str]:
        """What the address says under a name."""
        return [value for key, value in self.fields if key == name]

    def without(self, *left_out: str | tuple[str, str]) -> str:
        """The query without these names, or these names with their values."""
        kept = [pair for pair in self.fields if pair[0] not in left_out and pair not in left_out]
        return urlencode(kept)


def asked(args: MultiDict[str, str], user: SignedIn) -> Asked:
    """The list that an address asks for."""
    if not any(name not in (PLACE, HEADED) for name in args):
        return Asked()
    notes = []
    if VIEW in args:
        view = find_view(user.account_id, clean(args[VIEW]))
        if view is None:
            notes.append(_("This saved view is no longer there, so it was left out."))
        else:
            args = _laid_over(parse_qsl(view.query), args)
    reading = Reading(args, user, clock.now(), notes=notes)
    for read in words.READERS:
        read(reading)
    return Asked(
        LineFilter(**reading.found),
        tuple(reading.fields),
        tuple(dict.fromkeys(reading.notes)),
        reading.holds_until,
    )


def list_url(query: str = "") -> str:
    """The feed's address with a query."""
    address = url_for("dashboard.activity")
    return f"{address}?{query}" if query else address


def _laid_over(kept: Iterable[tuple[str, str]], args: MultiDict[str, str]) -> MultiDict[str, str]:
    """A view's own words, but for those that the address says otherwise."""
    return MultiDict([*(pair for pair in kept if pair[0] not in args), *args.items(multi=True)])
