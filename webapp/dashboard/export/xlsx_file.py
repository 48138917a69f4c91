"""Lines as an Excel workbook, made in a file beside us so that memory stays as it was.

XlsxWriter writes each row away at once; the sheet's place in the workbook is only known at the end,
so nothing can be sent before. Text is text and never a formula, amounts are numbers.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook

from webapp import clock
from webapp.dashboard.export import cells
from webapp.dashboard.export.aside import aside
from webapp.dashboard.export.sums import FileSums, Sum
from webapp.dashboard.export.words import Words
from webapp.ledger.activity.export import ExportLine
from webapp.money import decimals

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES_MAX = 1_048_000  # a sheet has 1,048,576 rows; headings and sums need some
TEXT_BYTES_MAX = 2 * 32_000  # of UTF-16: a cell has 32,767 units
DAY_ONE = 25_569  # Excel's number of 1970-01-01
WIDTHS = (20, 20, 18, 42, 18, 14, 12, 14, 10, 12, 20, 30, 30, 22)
PIECE_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Xlsx:
    """How lines are written for one seller at one moment."""

    words: Words
    zone: str
    now: int
    currency: str
    is_rtl: bool = False

    def pieces(
        self, lines: Iterable[list[ExportLine]], is_gone: Callable[[], bool]
    ) -> Iterator[bytes]:
        """The file; empty pieces while it is made, so that its reader knows that we are at it."""
        with TemporaryDirectory(prefix="express-export-") as folder:
            path = Path(folder) / "export.xlsx"
            with _Sheet(self, Workbook(path, _options(folder))) as sheet:
                for piece in lines:
                    if is_gone():
                        return
                    if not sheet.write(piece):
                        break
                    yield b""
                sheet.end()
            with path.open("rb") as made:
                while chunk := made.read(PIECE_BYTES):
                    yield chunk


def _options(folder: str) -> dict[str, Any]:
    never = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers", "in_memory")
    return {"constant_memory": True, "tmpdir": folder} | dict.fromkeys(never, False)


class _Sheet:
    """The workbook's one sheet, row after row."""

    def __init__(self, file: Xlsx, book: Any) -> None:
        self.book, self._file = book, file
        self._sums, self._row = FileSums(file.currency), 0
        self._is_cut = self._is_ended = False
        self._sheet = book.add_worksheet(file.words.sheet[:31])
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._time = book.add_format({"num_format": "hh:mm:ss"})
        self._bold = book.add_format({"bold": True})
        self._amounts: dict[tuple[str, bool], Any] = {}
        for column, width in enumerate(WIDTHS):
            self._sheet.set_column(column, column, width)
        if file.is_rtl:
            self._sheet.right_to_left()
        self._sheet.freeze_panes(1, 0)
        self._texts(dict(enumerate(file.words.headings)), self._bold)
        self._row = 1

    def __enter__(self) -> "_Sheet":
        return self

    def __exit__(self, *_: object) -> None:
        """Put the workbook together, unless nobody waited for its end."""
        if self._is_ended:
            aside(self.book.close)
            return
        self.book.fileclosed = True  # or its end would put it together after all
        self._sheet.row_data_fh.close()

    def write(self, lines: list[ExportLine]) -> bool:
        """Write these lines; False when the sheet is full."""
        room = LINES_MAX + 1 - self._row
        self._is_cut = len(lines) > room
        for line in lines[:room]:
            self._write(line)
        return not self._is_cut

    def end(self) -> None:
        """Write the sums, and what is missing."""
        words = self._file.words
        for found in self._sums:
            self._texts({0: words.total, 3: words.counted(found.count)}, self._bold)
            self._figures(found, (found.gross, found.fee, found.net), is_bold=True)
            self._row += 1
        if self._is_cut:
            self._texts({0: words.cut}, self._bold)
        self._is_ended = True

    def _write(self, line: ExportLine) -> None:
        words, zone, sheet, row = self._file.words, self._file.zone, self._sheet, self._row
        self._sums.add(line)
        day, second = divmod(cells.wall(line.created, zone), clock.DAY)
        sheet.write_number(row, 0, DAY_ONE + day, self._day)
        sheet.write_number(row, 1, second / clock.DAY, self._time)
        self._texts(
            {
                2: words.labels.get(line.type, line.type),
                3: words.description(line),
                4: words.order(line),
                9: words.status(line, self._file.now),
                11: words.payout(line),
                12: line.id,
                13: cells.moment(line.created),
            }
        )
        self._figures(line, (line.amount, line.fee, line.net))
        available = cells.wall(line.available_on, zone) // clock.DAY
        sheet.write_number(row, 10, DAY_ONE + available, self._day)
        self._row += 1

    def _texts(self, texts: dict[int, str], form: Any = None) -> None:
        for column, text in texts.items():
            self._sheet.write_string(self._row, column, _fitting(cells.text(text)), form)

    def _figures(
        self, line: ExportLine | Sum, minors: Iterable[int], is_bold: bool = False
    ) -> None:
        places = decimals(line.currency)
        form = self._amount(line.currency, is_bold)
        for column, minor in enumerate(minors, 5):
            self._sheet.write_number(self._row, column, minor / 10**places, form)
        self._sheet.write_string(
            self._row, 8, line.currency.upper(), self._bold if is_bold else None
        )

    def _amount(self, currency: str, is_bold: bool) -> Any:
        """A format with the currency's decimals; the spreadsheet writes its reader's own point."""
        key = (currency, is_bold)
        if key not in self._amounts:
            places = decimals(currency)
            shown = f"0.{'0' * places}" if places else "0"
            self._amounts[key] = self.book.add_format({"num_format": shown, "bold": is_bold})
        return self._amounts[key]


def _fitting(text: str) -> str:
    """As much of a text as a cell holds."""
    if len(text) <= TEXT_BYTES_MAX // 4:
        return text
    return text.encode("utf-16-le")[:TEXT_BYTES_MAX].decode("utf-16-le", "ignore")
