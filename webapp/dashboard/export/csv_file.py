"""Lines as CSV (RFC 4180), piece by piece; UTF-8 with a mark, without which Excel reads another."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from webapp.dashboard.export import cells
from webapp.dashboard.export.sums import FileSums, Sum
from webapp.dashboard.export.words import Words
from webapp.ledger.activity.export import ExportLine

MARK = "\ufeff"
MIMETYPE = "text/csv"


@dataclass(frozen=True, slots=True)
class Csv:
    """How lines are written for one seller at one moment."""

    words: Words
    zone: str
    now: int
    currency: str

    def pieces(self, lines: Iterable[list[ExportLine]]) -> Iterator[bytes]:
        """The file: headings, lines, and a last line a currency with their count and sum."""
        sums = FileSums(self.currency)
        yield MARK.encode() + written([self.words.headings])
        for piece in lines:
            for line in piece:
                sums.add(line)
            yield written(self._row(line) for line in piece)
        yield written(self._total(found) for found in sums)

    def _row(self, line: ExportLine) -> tuple[str, ...]:
        currency = line.currency
        return (
            cells.day(line.created, self.zone),
            cells.time(line.created, self.zone),
            cells.text(self.words.labels.get(line.type, line.type)),
            cells.text(self.words.description(line)),
            cells.text(self.words.order(line)),
            cells.amount(line.amount, currency),
            cells.amount(line.fee, currency),
            cells.amount(line.net, currency),
            currency.upper(),
            self.words.status(line, self.now),
            cells.day(line.available_on, self.zone),
            cells.text(self.words.payout(line)),
            cells.text(line.id),
            cells.moment(line.created),
        )

    def _total(self, found: Sum) -> tuple[str, ...]:
        figures = (
            cells.amount(minor, found.currency) for minor in (found.gross, found.fee, found.net)
        )
        words = (self.words.total, "", "", self.words.counted(found.count), "")
        return (*words, *figures, found.currency.upper(), "", "", "", "", "")


def written(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows of cells that are inert already."""
    kept = StringIO()
    csv.writer(kept).writerows(rows)
    return kept.getvalue().encode()
