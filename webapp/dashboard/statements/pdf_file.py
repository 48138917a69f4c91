"""A statement as a PDF (A4): the very texts of its page, in fonts that come with our packages.

Latin and Arabic letters are IBM Plex Sans Arabic's, all others Noto Sans JP's; letters that
neither has (Chinese beyond Japan's, Thai, emoji) are left blank boxes, in names alone: figures,
dates and our own words are all there. Only letters that are used are put into the file.
"""

from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import FontFace

from webapp.dashboard.statements.view import PartView, Row, StatementView

LATIN, JAPANESE = "latin", "japanese"
PLEX = files("fontpkg_ibm_plex_sans_arabic") / "files"
NOTO = files("pylopdf_fonts_jp")
MARGIN, LINE = 16, 5.5  # millimetres
WIDTHS = (50, 17, 28, 23, 29, 31)
INK, MUTED, RULE, GROUND = (24, 28, 40), (95, 100, 115), (205, 208, 216), (245, 246, 249)
NEXT_LINE: dict[str, Any] = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT}
# No font has marks that isolate: without them a sign still stays left of its figures by others.
LEFT_TO_RIGHT = "\u200e"
PLAIN = {0x2066: LEFT_TO_RIGHT, 0x2069: LEFT_TO_RIGHT, 0x2067: None, 0x2068: None}
PLAIN |= {0x202F: " ", 0x00A0: " "}


def as_pdf(shown: StatementView, is_rtl: bool, language: str, made_at: int = 0) -> bytes:
    """The statement's bytes; it touches no database, so it may be drawn beside the worker."""
    paper = _Paper(shown, is_rtl)
    paper.set_lang(language.replace("_", "-"))
    paper.set_title(f"{shown.title} · {shown.platform}")
    paper.set_creator("Express Dashboard")
    if made_at:
        paper.set_creation_date(datetime.fromtimestamp(made_at, UTC))
    paper.add_page()
    paper.head()
    for part in shown.parts:
        paper.part(part)
    paper.notes()
    return bytes(paper.output())


class _Paper(FPDF):
    """Pages of one statement."""

    def __init__(self, shown: StatementView, is_rtl: bool) -> None:
        super().__init__(format="A4")
        self._shown, self._is_rtl = shown, is_rtl
        self._start, self._end = ("R", "L") if is_rtl else ("L", "R")
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, MARGIN + 6)
        self._add_fonts()
        self.set_text_shaping(True, direction="rtl" if is_rtl else None)

    def head(self) -> None:
        """Whose, of when, and made how."""
        self._write(self._shown.platform, 11, MUTED)
        self._write(self._shown.title, 20, INK, "B", 10)
        self.ln(2)
        for label, value in self._shown.facts:
            self._fact(label, value)
        self.ln(4)

    def part(self, part: PartView) -> None:
        """The tables of one currency, and the code of its closing balance."""
        self._write(part.code, 14, INK, "B", 8)
        self._table(self._shown.by_type, part.movements)
        self._table(self._shown.by_day, part.days)
        self._write(self._shown.check, 9, MUTED)
        self._write(part.check_code, 12, INK, "B", 7)
        self.set_font(LATIN, size=7)
        self.set_text_color(*MUTED)
        self.multi_cell(0, 3.6, part.check_url, align="L", link=part.check_url, **NEXT_LINE)
        self.ln(6)

    def notes(self) -> None:
        """What one should know of the figures."""
        for note in self._shown.notes:
            self._write(note, 8.5, MUTED)

    def footer(self) -> None:
        """Which page of how many."""
        self.set_y(-MARGIN)
        self.set_font(LATIN, size=8)
        self.set_text_color(*MUTED)
        words = self._shown.pages.replace("{page}", str(self.page_no())).replace("{pages}", "{nb}")
        self.cell(0, LINE, f"{self._shown.title} · {words}", align="C")

    def _add_fonts(self) -> None:
        for style, file in (
            ("", "IBMPlexSansArabic-Regular.ttf"),
            ("B", "IBMPlexSansArabic-Bold.ttf"),
        ):
            with as_file(PLEX / file) as path:
                self.add_font(LATIN, style, path)
        known = self.fonts[LATIN].cmap  # type: ignore[union-attr]
        if any(ord(letter) not in known for letter in set(str(self._shown))):
            with as_file(NOTO / "NotoSansJP-Regular.otf") as path:
                self.add_font(JAPANESE, "", path)
            self.set_fallback_fonts([JAPANESE], exact_match=False)

    def _write(
        self,
        text: str,
        size: float,
        color: tuple[int, int, int],
        style: str = "",
        height: float = LINE,
    ) -> None:
        self.set_font(LATIN, style, size)
        self.set_text_color(*color)
        self.multi_cell(0, height, _drawn(text), align=self._start, **NEXT_LINE)

    def _fact(self, label: str, value: str) -> None:
        """A label and its value beside it, in the order that the language is read."""
        wide, narrow = self.epw - 40, 40
        cells = [(narrow, label, MUTED), (wide, value, INK)]
        top = self.get_y()
        self.set_font(LATIN, "", 9.5)
        lines: Any = self.multi_cell(
            wide, LINE, _drawn(value), dry_run=True, output=MethodReturnValue.LINES
        )
        left = self.l_margin
        for width, text, color in cells[::-1] if self._is_rtl else cells:
            self.set_xy(left, top)
            self.set_text_color(*color)
            self.multi_cell(width, LINE, _drawn(text), align=self._start)
            left += width
        self.set_y(top + LINE * max(1, len(lines)))

    def _table(self, title: str, rows: tuple[Row, ...]) -> None:
        self._write(title, 10, INK, "B", 7)
        self.set_font(LATIN, "", 8.5)
        self.set_text_color(*INK)
        self.set_draw_color(*RULE)
        heading = FontFace(color=MUTED, fill_color=GROUND, emphasis="")
        aligned = (self._start, *(self._end for _ in WIDTHS[1:]))
        with self.table(
            col_widths=self._turned(WIDTHS),
            text_align=self._turned(aligned),
            borders_layout="HORIZONTAL_LINES",
            headings_style=heading,
            line_height=LINE,
        ) as table:
            table.row(self._turned(tuple(map(_drawn, self._shown.columns))))
            for row in rows:
                style = FontFace(emphasis="BOLD") if row.is_frame else None
                table.row(self._turned(tuple(map(_drawn, row.cells))), style=style)
        self.ln(4)

    def _turned(self, cells: tuple[Any, ...]) -> tuple[Any, ...]:
        """Columns run from the right where the language does."""
        return cells[::-1] if self._is_rtl else cells


def _drawn(text: str) -> str:
    return text.translate(PLAIN)
