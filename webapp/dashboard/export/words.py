"""The words of an exported file, put into the reader's language before its first line is sent.

Lines follow for minutes, when the request is long over: what it knew is kept here.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.access.sessions.signed_in import SignedIn
from webapp.dashboard.lines.own_words import own_words, templates
from webapp.dashboard.lines.words import default_description, label
from webapp.ledger.activity.export import ExportLine
from webapp.ledger.automatic_payouts.of_lines import PaidOut
from webapp.ledger.lines.notes import SHOWN_BY_DEFAULT

PAYOUT_PREFIX = "po_"


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and words of a file; `headings` are in the order of its columns."""

    headings: tuple[str, ...]
    labels: dict[str, str]
    defaults: dict[str, str]
    templates: Mapping[str, str]
    platform: str
    available: str
    pending: str
    total: str
    count: str
    cut: str
    sheet: str
    shown_keys: tuple[str, ...]
    paid_out: PaidOut

    def description(self, line: ExportLine) -> str:
        """What the screen says of the line."""
        if line.description:
            return line.description
        return self._own(line) or self.defaults.get(line.type, "")

    def _own(self, line: ExportLine) -> str | None:
        text = self.templates.get(line.type)
        if text is None:  # most platforms have no words of their own: their notes are not read
            return None
        notes = json.loads(line.metadata) if line.metadata else None
        return own_words(text, self.labels.get(line.type, line.type), self.platform, notes)

    def status(self, line: ExportLine, now: int) -> str:
        """Is its money at the seller's disposal?"""
        return self.available if line.available_on <= now else self.pending

    def order(self, line: ExportLine) -> str:
        """The order's number, of the notes that the seller may see."""
        if not line.metadata:
            return ""
        notes = json.loads(line.metadata)
        return ", ".join(str(notes[key]) for key in self.shown_keys if notes.get(key))

    def payout(self, line: ExportLine) -> str:
        """The payout that the line is, or in which it went to the bank."""
        if line.source and line.source.startswith(PAYOUT_PREFIX):
            return line.source
        return self.paid_out.of(line.currency, line.settles_at)

    def counted(self, count: int) -> str:
        """`Lines: 1204`: a plain number, which programs read."""
        return self.count % {"count": count}


def words(types: Collection[str], user: SignedIn, keys: Collection[str]) -> Words:
    """The words for lines of these types, in the language of the request."""
    return Words(
        headings=_headings(user.timezone),
        labels={type_: label(type_) for type_ in types},
        defaults={type_: default_description(type_, user.platform_name) for type_ in types},
        templates=templates(user.descriptions),
        platform=user.platform_name,
        available=_("Available"),
        pending=_("Pending"),
        total=_("Total"),
        count=_("Lines: %(count)s"),
        cut=_("Excel holds no more lines; the CSV file has all of them."),
        sheet=_("Activity"),
        shown_keys=tuple(sorted(keys, key=_in_order)),
        paid_out=PaidOut(user.account_id),
    )


def _headings(zone: str) -> tuple[str, ...]:
    return (
        _("Date (%(zone)s)", zone=zone),
        _("Time (%(zone)s)", zone=zone),
        _("Type"),
        _("Description"),
        _("Order reference"),
        _("Gross"),
        _("Fee"),
        _("Net"),
        _("Currency"),
        _("Status"),
        _("Available on (%(zone)s)", zone=zone),
        _("Payout"),
        _("Number"),
        _("Moment (UTC)"),
    )


def _in_order(key: str) -> tuple[int, str]:
    """An order's number first, whatever the platform shows besides."""
    known = SHOWN_BY_DEFAULT
    return (known.index(key) if key in known else len(known), key)
