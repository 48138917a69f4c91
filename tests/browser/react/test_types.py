"""The React example is typed: what is right compiles, and what is wrong is said."""

import re
from pathlib import Path

from tests.browser.react import built, packages

MISTAKE = re.compile(r"// (.+)$")
SAID = re.compile(r"mistakes\.tsx\((\d+),")


def expected() -> dict[int, str]:
    """The lines that are mistaken, and what the compiler is to say of each."""
    lines = (packages.HERE / "mistakes.tsx").read_text(encoding="utf-8").splitlines()[1:]
    marked = {number: MISTAKE.search(line) for number, line in enumerate(lines, start=2)}
    return {number: found[1] for number, found in marked.items() if found}


def test_the_compiler_finds_the_mistakes_and_nothing_else(version: str, tmp_path: Path) -> None:
    """The component, the page with two panels, and the element's own types, at their strictest."""
    said = built.complaints(version, tmp_path)
    assert not [line for line in said if not SAID.match(line)]
    found, mistakes = {int(SAID.match(line)[1]): line for line in said}, expected()
    assert found.keys() == mistakes.keys()
    assert not [line for number, line in found.items() if mistakes[number] not in line]
