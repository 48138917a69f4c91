"""Downloaded files as rows of text, read by other libraries than they were written with."""

import csv
from datetime import datetime, time
from io import BytesIO, StringIO

from openpyxl import load_workbook
from openpyxl.cell import Cell

Rows = list[list[str]]


def csv_rows(body: bytes) -> Rows:
    """The rows of a CSV file, headings first."""
    return list(csv.reader(StringIO(body.decode("utf-8-sig"), newline="")))


def xlsx_rows(body: bytes) -> Rows:
    """The rows of a workbook's one sheet, written as its formats say."""
    sheet = load_workbook(BytesIO(body)).active
    rows = [[_shown(cell) for cell in row] for row in sheet.iter_rows()]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), "a formula"
    return rows


def totals(rows: Rows) -> dict[str, tuple[str, str]]:
    """Count and net of a file's last rows, by currency."""
    return {row[8]: (row[3], row[7]) for row in rows if row[0] == "Total"}


def _shown(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, datetime | time):
        return value.strftime("%Y-%m-%d" if cell.number_format == "yyyy-mm-dd" else "%H:%M:%S")
    if isinstance(value, int | float):
        places = len(cell.number_format.partition(".")[2])
        return f"{value:.{places}f}"
    return "" if value is None else str(value)
