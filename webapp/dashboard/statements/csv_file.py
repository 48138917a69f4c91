"""A statement as CSV: its figures as the page has them, then every line of the month, newest first.

All rows have the same columns; the first says what kind of row it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.access.sessions.signed_in import SignedIn
from webapp.accounts.account import Account
from webapp.dashboard.export import cells
from webapp.dashboard.export.csv_file import MARK, MIMETYPE, written
from webapp.dashboard.export.sums import FileSums, Sum
from webapp.dashboard.export.words import Words
from webapp.dashboard.lines.days import seconds
from webapp.dashboard.statements.view import StatementView
from webapp.ledger.activity import export
from webapp.ledger.activity.export import ExportLine
from webapp.ledger.activity.filter import LineFilter
from webapp.ledger.buckets import Sums
from webapp.ledger.statements.monthly import Part, Statement

__all__ = ["MIMETYPE", "StatementCsv"]

Cells = tuple[str, ...]


@dataclass(slots=True)
class Kinds:
    """What a row is, in the reader's language."""

    fact: str
    opening: str
    movement: str
    closing: str
    day: str
    line: str
    total: str
    check: str


class StatementCsv:
    """The file of one statement; all of its words are chosen before the first row is sent."""

    def __init__(
        self, found: Statement, words: Words, user: SignedIn, shown: StatementView
    ) -> None:
        """Take a statement, and what the page says of it."""
        self._found, self._words, self._shown = found, words, shown
        self._zone, self._currency = user.timezone, user.default_currency
        self._kinds = Kinds(
            _("Statement"),
            _("Opening balance"),
            _("Movements by type"),
            _("Closing balance"),
            _("Movements by day"),
            _("Line"),
            _("Sum of the lines"),
            _("Check code of the closing balance"),
        )
        self._headings = _headings(words, _("Kind of row"), _("Lines"), _("Balance"))

    def pieces(self, account: Account) -> Iterator[bytes]:
        """The file, piece by piece."""
        yield MARK.encode() + written([self._headings, *self._facts()])
        for part, shown in zip(self._found.parts, self._shown.parts, strict=True):
            yield written([*self._figures(part), _row(self._kinds.check, text=shown.check_code)])
        sums = FileSums(self._currency)
        for piece in export.pieces(account, self._month(), self._found.revision, 0):
            for line in piece:
                sums.add(line)
            yield written(self._line(line) for line in piece)
        yield written(self._total(found) for found in sums)

    def _month(self) -> LineFilter:
        start, end = seconds((self._found.first, self._found.last), self._zone)
        return LineFilter(start=start, end=end)

    def _facts(self) -> Iterator[Cells]:
        yield _row(self._kinds.fact, text=self._shown.title)
        for label, value in self._shown.facts:
            yield _row(self._kinds.fact, type_=label, text=value)

    def _figures(self, part: Part) -> Iterator[Cells]:
        kinds, code = self._kinds, part.currency
        first, last = self._found.first.isoformat(), self._found.last.isoformat()
        yield _row(kinds.opening, code, day=first, balance=part.opening)
        for type_, sums in part.movements.items():
            yield _row(kinds.movement, code, type_=self._words.labels.get(type_, type_), sums=sums)
        for day, sums, balance in part.days:
            yield _row(kinds.day, code, day=day.isoformat(), sums=sums, balance=balance)
        yield _row(kinds.closing, code, day=last, sums=part.total, balance=part.closing)

    def _line(self, line: ExportLine) -> Cells:
        return _row(
            self._kinds.line,
            line.currency,
            day=cells.day(line.created, self._zone),
            time=cells.time(line.created, self._zone),
            type_=self._words.labels.get(line.type, line.type),
            text=self._words.description(line),
            order=self._words.order(line),
            sums=Sums(line.net, line.amount, line.fee, 1),
            ids=(cells.text(line.id), cells.moment(line.created)),
        )

    def _total(self, found: Sum) -> Cells:
        sums = Sums(found.net, found.gross, found.fee, found.count)
        return _row(self._kinds.total, found.currency, sums=sums)


def _headings(words: Words, kind: str, lines: str, balance: str) -> Cells:
    day, time, type_, text, order, gross, fee, net, currency, *_rest = words.headings
    number, moment = words.headings[-2:]
    return (
        kind,
        day,
        time,
        type_,
        text,
        order,
        lines,
        gross,
        fee,
        net,
        balance,
        currency,
        number,
        moment,
    )


def _row(
    kind: str,
    code: str = "",
    *,
    day: str = "",
    time: str = "",
    type_: str = "",
    text: str = "",
    order: str = "",
    sums: Sums | None = None,
    balance: int | None = None,
    ids: tuple[str, str] = ("", ""),
) -> Cells:
    figures = ("", "", "", "")
    if sums:
        gross, fee, net = (cells.amount(m, code) for m in (sums.gross, sums.fee, sums.net))
        figures = (str(sums.count), gross, fee, net)
    end = "" if balance is None else cells.amount(balance, code)
    words = map(cells.text, (type_, text, order))
    return (kind, day, time, *words, *figures, end, code.upper(), *ids)
