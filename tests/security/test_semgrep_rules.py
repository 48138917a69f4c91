"""Semgrep's rules of this house: `make audit` runs them, and each is shown a breach it must catch.

Semgrep itself cannot lie beside our packages: it wants another peewee than the one we serve with.
"""

import re

import pytest

from tests.security.named_tests import ROOT

RULES = ROOT / "tests" / "security" / "semgrep"
FILES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(RULES.glob("*.yaml"))}
NAME = re.compile(r"^  - id: (\S+)$", re.MULTILINE)
EXCLUDED = re.compile(
    r"^ +(?:exclude: \[|- )(/webapp/[^\s\],]+)\]?(?P<reason> # \S.+)?$", re.MULTILINE
)
SILENCED = re.compile(r"nosem(?:grep)?\b(?P<rule>: [a-z-]+$)?", re.MULTILINE)


def shown(stem: str) -> str:
    """What the rules of that file are shown."""
    (sample,) = [path for path in RULES.glob(f"{stem}.*") if path.suffix != ".yaml"]
    return sample.read_text(encoding="utf-8")


@pytest.mark.parametrize(("stem", "name"), [(s, n) for s in FILES for n in NAME.findall(FILES[s])])
def test_each_rule_is_shown_what_it_catches_and_what_it_lets_pass(stem: str, name: str) -> None:
    """J7: semgrep says nothing of a rule that nobody tried."""
    assert re.search(rf"ruleid: {name}\b", shown(stem))
    assert re.search(rf" ok: {name}\b", shown(stem))


def test_each_file_that_a_rule_spares_is_there_and_has_its_reason() -> None:
    """J7: whatever was passed over, somebody has looked at."""
    spared = [found for text in FILES.values() for found in EXCLUDED.finditer(text)]
    assert len(spared) == sum(text.count("/webapp/") for text in FILES.values())
    for found in spared:
        assert (ROOT / found[1].lstrip("/").removesuffix("/**")).exists(), found[1]
        assert found["reason"], found[0]


def test_a_line_is_spared_by_naming_the_rule_it_breaks() -> None:
    """J7: a bare `nosemgrep` would silence every rule, those to come as well."""
    sources = [
        path for path in (ROOT / "webapp").rglob("*") if path.suffix in {".py", ".html", ".js"}
    ]
    marks = [m for path in sources for m in SILENCED.finditer(path.read_text(encoding="utf-8"))]
    assert not [mark[0] for mark in marks if not mark["rule"]]
    assert not (ROOT / ".semgrepignore").exists()
