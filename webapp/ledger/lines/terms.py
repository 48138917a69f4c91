"""Where in time a word occurs in an account's lines: an index that says too much, never too little.

A row says that some line of those hours holds the word. Who searches reads the lines there and
looks; so an index of a few rows a line serves a ledger of any length, common words cost next to
nothing, and a line that was given other words needs no row taken away. Beside words it keeps on
which days lines of those hours settle (`@` and the day's number), and which hours have
lines that nobody has read yet (`?`): an import of many would spend most of its time on words.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock
from webapp.accounts.account import Account
from webapp.database import BaseModel, insert_missing

SPAN = 4 * clock.HOUR  # shorter ones: more rows to write; longer ones: more lines to look at
LINES_AT_ONCE_MAX = 100  # more are not read while they are written
UNREAD = "?"
TEXT_MAX = 1_000  # characters of a description whose words are found
VALUE_MAX = 200  # the same of each value of metadata
WORD_MAX = 40
WORD = re.compile(r"\w{2,}")
# Accents and vowel signs that stand on their own once a letter is taken apart.
MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u3099\u309a]+")
# Scripts that put no spaces between words: each two neighbours count as one.
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")

Notes = dict[str, str] | None


class Worded(Protocol):
    """What the index needs to know of a line."""

    created: int
    available_on: int | None
    currency: str
    description: str | None
    metadata: Notes


class LineTerm(BaseModel):
    """Some line created in these hours holds this term; `span` counts them since 1970."""

    account = ForeignKeyField(Account, index=False)
    term = CharField()
    span = BigIntegerField()

    class Meta:
        """The newest hours of a term are at the end of its rows."""

        primary_key = CompositeKey("account", "term", "span")


def add(account_id: str, lines: Sequence[Worded], opens: Mapping[str, int]) -> None:
    """Keep where these lines' terms are; runs inside the transaction that writes them."""
    is_read = len(lines) <= LINES_AT_ONCE_MAX
    if is_read:
        insert(account_id, terms(lines, opens))
    else:
        insert(account_id, {(UNREAD, line.created // SPAN) for line in lines})


def insert(account_id: str, found: set[tuple[str, int]]) -> None:
    """Keep these terms, in the order of their keys, so that parallel writers lock in one order."""
    rows = [(account_id, *row) for row in sorted(found)]
    if rows:
        insert_missing(LineTerm, rows)


def terms(lines: Iterable[Worded], opens: Mapping[str, int]) -> set[tuple[str, int]]:
    """Each term of these lines with the hours in which it occurs.

    A line of a currency settles at the earliest at the moment that `opens` names for it.
    """
    texts: dict[int, list[str]] = {}
    found: set[tuple[str, int]] = set()
    for line in lines:
        span = line.created // SPAN
        until = max(line.available_on or 0, opens.get(line.currency, 0))
        if line.description or line.metadata:
            texts.setdefault(span, []).append(text(line.description, line.metadata))
        if until > line.created:
            found.add((day_term(until), span))
    for span, written in texts.items():
        found.update((word, span) for word in folded("\n".join(written)))
    return found


def text(description: str | None, notes: Notes) -> str:
    """All of a line in which words are looked for."""
    if not notes:
        return (description or "")[:TEXT_MAX]
    values = [str(value)[:VALUE_MAX] for value in notes.values()]
    return "\n".join([(description or "")[:TEXT_MAX], *values])


def folded(written: str) -> set[str]:
    """The words of a text as they are compared: no case, no accents, no punctuation."""
    if written.isascii():
        return {word[:WORD_MAX] for word in WORD.findall(written.lower())}
    bare = MARKS.sub("", unicodedata.normalize("NFKD", written.casefold()))
    bare = unicodedata.normalize("NFC", bare)
    pairs = {pair for run in UNSPACED.findall(bare) for pair in _pairs(run)}
    return pairs | {word[:WORD_MAX] for word in WORD.findall(UNSPACED.sub(" ", bare))}


def holds(
    words: Iterable[str], description: str | None, notes: str | None, keys: Collection[str]
) -> bool:
    """Has a line all these words, in its description or under these keys of its metadata?"""
    shown = {k: v for k, v in json.loads(notes).items() if k in keys} if notes and keys else None
    return folded(text(description, shown)).issuperset(words)


def day_term(moment: int) -> str:
    """The term of all lines that settle on that day (UTC), unless that is when they were made."""
    return f"@{moment // clock.DAY}"


def _pairs(run: str) -> Iterable[str]:
    return [run[at : at + 2] for at in range(max(1, len(run) - 1))]
