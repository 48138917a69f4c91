"""The tests of this repository, found by reading their files: where each is, and what it shows."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
RANGE = re.compile(r"\b([A-J])(\d{1,2})[–-](?:([A-J]))?(\d{1,2})\b")
NUMBER = re.compile(r"\b[A-J]\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class NamedTest:
    """One test: its file, its name and what its docstring says."""

    path: str
    name: str
    docstring: str

    @property
    def node_id(self) -> str:
        """What pytest calls it."""
        return f"{self.path}::{self.name}"

    @property
    def numbers(self) -> set[str]:
        """The numbers that its docstring names; `A1–A3` is A1, A2 and A3."""
        spans = [match.groups() for match in RANGE.finditer(self.docstring)]
        inside = {
            f"{letter}{number}"
            for letter, first, other, last in spans
            if other in {None, letter}
            for number in range(int(first), int(last) + 1)
        }
        return inside | set(NUMBER.findall(self.docstring))


def in_source(path: str, source: str) -> Iterator[NamedTest]:
    """The tests of one file, those of its classes included."""
    tree = ast.parse(source)
    scopes = [("", tree.body)]
    scopes += [(f"{n.name}::", n.body) for n in tree.body if isinstance(n, ast.ClassDef)]
    for prefix, body in scopes:
        for node in body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield NamedTest(path, prefix + node.name, ast.get_docstring(node) or "")


@cache
def in_repository() -> tuple[NamedTest, ...]:
    """Every test that there is, by path and in the order of its file; read once a process."""
    return tuple(
        test
        for path in sorted((ROOT / "tests").glob("**/test_*.py"))
        for test in in_source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    )
