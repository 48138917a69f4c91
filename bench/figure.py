"""Figures: what was measured, beside what, against which aim; and the table that shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import ge, le

HEADINGS = ("what", "measured", "baseline", "ratio", "aim", "met", "CPU each")
MICRO = 1e6


@dataclass(frozen=True)
class Aim:
    """What a figure is to reach: a ratio to the baseline, or an absolute figure in its unit."""

    sign: str
    value: float
    is_ratio: bool = True

    def is_met(self, figure: "Figure") -> bool:
        """Does the figure reach the aim?"""
        reached = figure.ratio if self.is_ratio else figure.measured
        return reached is not None and {"≥": ge, "≤": le}[self.sign](reached, self.value)

    def text(self, unit: str) -> str:
        """`≥ 0.50 ×`, or `≤ 120 s`."""
        return f"{self.sign} " + (
            f"{self.value:.2f} ×" if self.is_ratio else quantity(self.value, unit)
        )


@dataclass(frozen=True)
class Figure:
    """One line of the table; CPU is the server process's own, in seconds a request."""

    what: str
    unit: str
    measured: float
    baseline: float
    ratio: float
    aim: Aim | None = None
    cpu: float | None = None
    cpu_baseline: float | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line's cells, under `HEADINGS`."""
        verdict = "" if self.aim is None else "yes" if self.aim.is_met(self) else "NO"
        return (
            self.what,
            quantity(self.measured, self.unit),
            quantity(self.baseline, self.unit),
            f"{self.ratio:.2f} ×",
            self.aim.text(self.unit) if self.aim else "",
            verdict,
            _cpu(self.cpu, self.cpu_baseline),
        )


def quantity(value: float, unit: str) -> str:
    """A figure of about three digits with its unit."""
    return f"{_three_digits(value)} {unit}"


def _three_digits(value: float) -> str:
    places = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{places}f}"


def table(figures: Sequence[Figure]) -> str:
    """The figures as a plain table, which is Markdown too."""
    rows = [HEADINGS, *(figure.cells for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_line(cells, widths) for cells in rows]
    rule = "|".join("-" * (width + 2) for width in widths)
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _cpu(own: float | None, baseline: float | None) -> str:
    known = [f"{_three_digits(cpu * MICRO)} µs" for cpu in (own, baseline) if cpu is not None]
    return " to ".join(known)
