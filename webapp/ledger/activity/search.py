"""Lines of a filter, a page at a time, at a cost that does not grow with the ledger.

A page looks at the next lines first; if few of them belong to the filter, and more follow than
could all be looked at, the guides of `places` tell where others can be. It looks at no more than
so many lines, and otherwise answers what it found and the place from which to search on.
"""

from functools import cached_property
from typing import Any, NamedTuple

from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger.activity import pending, places
from webapp.ledger.activity.feed import FeedLine
from webapp.ledger.activity.filter import LineFilter
from webapp.ledger.activity.places import EVER
from webapp.ledger.activity.query import Place, count_up_to, examined, last_examined, newest
from webapp.ledger.lines import terms, unread
from webapp.ledger.lines.notes import shown_keys

EXAMINED_MAX = 5_000
LOOK_MIN = 50  # lines that a look costs at least: many looks at few lines take their time, too
FIRST_LOOK = 250  # of the next lines, before anybody is asked where to look
SIZE_MIN, SIZE_MAX = 200, 1_600


class Found(NamedTuple):
    """Lines of a filter, newest first, and from where to go on, if there may be more.

    `is_cut` says that the search stopped early: more of the filter's lines may follow, or none.
    """

    lines: list[FeedLine]
    following: Place | None
    is_cut: bool


def search(
    account: Account, wanted: LineFilter, place: Place | None, limit: int, now: int | None = None
) -> Found:
    """The next lines of the filter after a place, at most `limit`; pending or not as of `now`."""
    return Search(account, wanted, limit, now).after(place or newest(wanted))


class Search:
    """One look through an account's lines for a page of those of a filter."""

    def __init__(
        self, account: Account, wanted: LineFilter, limit: int, now: int | None = None
    ) -> None:
        """Look for at most `limit` lines."""
        self._account, self._wanted, self._limit = account, wanted, limit
        self._floor, self._now = wanted.start or EVER, clock.now() if now is None else now
        self._found: list[FeedLine] = []
        self._left, self._look_min = EXAMINED_MAX, LOOK_MIN

    def after(self, place: Place) -> Found:
        """The page after that place."""
        here = min(place, newest(self._wanted))
        if pending.are_few(self._account, self._wanted, self._now):
            return self._pending(here)
        following = self._look(here, self._floor, FIRST_LOOK)
        if following and not self._is_full and self._left > 0:
            return self._guided(following)
        return self._page(following)

    def _pending(self, here: Place) -> Found:
        """All that the filter wants of the few lines that settle later."""
        size = pending.FEW if self._wanted.words else self._limit + 1
        self._keep(pending.page(self._account, self._wanted, self._now, here, size))
        return self._page(None)

    def _guided(self, here: Place) -> Found:
        """Go on where the guides say that there can be lines."""
        if self._wanted.words:
            unread.read_some(self._account.id)
        for start, end in places.stretches(self._guides(here), here[0] + 1):
            here = min(here, (end, ""))
            if start == end or end <= self._floor:
                return self._page(here if end > self._floor else None)
            following = self._through(here, max(start, self._floor))
            if following is None or self._is_full or self._left <= 0:
                return self._page(following)
            here = following
        return self._page(None)

    def _guides(self, here: Place) -> list[places.Guide]:
        """What tells where to look; where all that follow may be looked at, only what is rare."""
        wanted = self._wanted
        rest = count_up_to(self._left + 1, self._account.id, here, self._floor)
        if rest <= self._left:
            self._left, self._look_min = rest + 1, 0
            wanted = LineFilter(words=wanted.words, reference=wanted.reference)
        return places.guides(self._account, wanted, self._now)

    def _through(self, here: Place, floor: int) -> Place | None:
        """Look at all lines down to a moment, or until the page is full or the search too long.

        The first look goes on below that moment: it costs as much as so many lines anyhow.
        None if nothing follows at all.
        """
        below = (floor, "")
        ahead = self._look(here, self._floor, LOOK_MIN) if here > below else here
        if ahead is None or ahead <= below or self._is_full:
            return ahead
        following: Place | None = ahead
        size = SIZE_MIN
        while following and self._left > 0 and not self._is_full:
            here = following
            following = self._look(here, floor, size)
            size = min(2 * size, SIZE_MAX)
        return following or (floor, "")

    def _look(self, here: Place, floor: int, size: int) -> Place | None:
        """Look at the next lines; where the last of them is, if others follow above the floor."""
        size = min(size, self._left)
        rows = examined(self._account.id, self._wanted, self._now, here, floor, size)
        self._keep(rows)
        if self._is_full:
            return here
        last = last_examined(self._account.id, here, floor, size)
        created, id_, count = last or (0, "", 0)
        self._left -= max(count, self._look_min)
        return (created, id_) if count == size else None

    def _keep(self, rows: list[tuple[Any, ...]]) -> None:
        found = ((FeedLine._make(line), notes) for *line, notes in rows)
        self._found += [line for line, notes in found if self._has_words(line, notes)]

    def _has_words(self, line: FeedLine, notes: str | None) -> bool:
        words = self._wanted.words
        return not words or terms.holds(words, line.description, notes, self._keys)

    @cached_property
    def _keys(self) -> frozenset[str]:
        return shown_keys(self._account)

    @property
    def _is_full(self) -> bool:
        return len(self._found) > self._limit

    def _page(self, following: Place | None) -> Found:
        if not self._is_full:
            return Found(self._found, following, is_cut=following is not None)
        last = self._found[self._limit - 1]
        return Found(self._found[: self._limit], (last.created, last.id), is_cut=False)
