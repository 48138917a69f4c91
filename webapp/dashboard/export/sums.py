"""What the lines of a file add up to, by currency: its last line, or lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.ledger.activity.export import ExportLine


@dataclass(slots=True)
class Sum:
    """Some lines of one currency, in minor units."""

    currency: str
    count: int = 0
    gross: int = 0
    fee: int = 0
    net: int = 0

    def add(self, line: ExportLine) -> None:
        """Count a line in."""
        self.count += 1
        self.gross += line.amount
        self.fee += line.fee
        self.net += line.net


@dataclass(slots=True)
class FileSums:
    """A sum for each currency in the file; never one across them."""

    currency: str
    """The one whose zero is written if there are no lines."""
    _found: dict[str, Sum] = field(default_factory=dict)

    def add(self, line: ExportLine) -> None:
        """Count a line in."""
        found = self._found.get(line.currency)
        if found is None:
            found = self._found[line.currency] = Sum(line.currency)
        found.add(line)

    def __iter__(self) -> Iterator[Sum]:
        """The sums in the order of their currencies' codes."""
        yield from sorted(self._found.values(), key=lambda s: s.currency) or [Sum(self.currency)]
