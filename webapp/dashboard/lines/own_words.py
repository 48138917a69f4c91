"""A platform's own words for lines that nobody described, where it has given any."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from webapp.access.sessions.signed_in import SignedIn
from webapp.accounts.description_template import described
from webapp.dashboard.lines.words import label
from webapp.ledger.activity.feed import FeedLine
from webapp.ledger.lines.notes import notes_of
from webapp.ledger.lines.page import Line

AnyLine = TypeVar("AnyLine", FeedLine, Line)


@lru_cache(maxsize=256)
def templates(kept: str | None) -> Mapping[str, str]:
    """The templates by type, from how they are kept."""
    return json.loads(kept) if kept else {}


def own_words(
    text: str | None, type_word: str, platform: str, notes: Mapping[str, str] | None
) -> str | None:
    """What the platform calls such a line; None if it said nothing that fits."""
    return text and described(text, platform=platform, type_=type_word, metadata=notes)


def with_own_words(lines: list[AnyLine], user: SignedIn) -> list[AnyLine]:
    """The lines, each without a description called what the platform calls it."""
    texts = templates(user.descriptions)
    bare = [line.id for line in lines if not line.description and line.type in texts]
    if not bare:
        return lines
    notes = notes_of(user.account_id, bare)

    def named(line: AnyLine) -> AnyLine:
        if line.id not in notes:
            return line
        word, platform = label(line.type), user.platform_name
        own = own_words(texts[line.type], word, platform, notes[line.id])
        return line._replace(description=own)

    return [named(line) for line in lines]
