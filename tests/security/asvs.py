"""OWASP ASVS 5.0.0: what it asks, what we answer, and the page that says so."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
VERDICTS = ("met", "operator", "na", "missing")
HEAD = """\
# OWASP ASVS 5.0.0, requirement by requirement

The Application Security Verification Standard asks 345 things at three levels; level 2 is for
applications like this one. Here stands an answer to every requirement of levels 1 and 2, and to
{advanced} of level 3 that fit. Each is shown by tests, or by a file where no test can; the rest
says why it does not apply, what is left to whoever runs the server, or what is missing.

The numbers are the standard's, the short words are ours: read the full text in
[OWASP/ASVS](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en) (CC BY-SA 4.0).
`make security-docs` makes this page from `tests/security/asvs.toml`; a test fails when a
requirement has no answer, when a named test is gone, or when this page is stale.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What we say to one requirement: `shown_by` tests and files, or a sentence."""

    number: str
    about: str
    verdict: str
    shown_by: tuple[str, ...]
    sentence: str


@cache
def levels() -> dict[str, int]:
    """The level of each requirement of the standard."""
    sections = tomllib.loads((HERE / "asvs_levels.toml").read_text(encoding="utf-8"))
    return {
        f"{section}.{number}": level
        for section, in_order in sections.items()
        for number, level in enumerate(in_order, start=1)
    }


@cache
def chapters() -> dict[str, tuple[Answer, ...]]:
    """Our answers under the titles of their chapters."""
    kept = tomllib.loads((HERE / "asvs.toml").read_text(encoding="utf-8"))
    return {
        f"{chapter}. {lines.pop('title')}": tuple(_answer(*line) for line in lines.items())
        for chapter, lines in kept.items()
    }


def answers() -> list[Answer]:
    """All of them, in the standard's order."""
    return [answer for chapter in chapters().values() for answer in chapter]


def page() -> str:
    """docs/asvs.md."""
    advanced = sum(levels()[answer.number] == 3 for answer in answers())
    return "\n".join([HEAD.format(advanced=advanced), _counts(), *map(_chapter, chapters())])


def _answer(number: str, line: dict[str, str | list[str]]) -> Answer:
    about = str(line.pop("about"))
    ((verdict, said),) = line.items()
    if isinstance(said, list):
        return Answer(number, about, verdict, shown_by=tuple(said), sentence="")
    return Answer(number, about, verdict, shown_by=(), sentence=said)


def _counts() -> str:
    rows = [
        "| Level | Met | For the operator | Not applicable | Not met |",
        "|---|---|---|---|---|",
    ]
    for level in (1, 2, 3):
        counted = Counter(a.verdict for a in answers() if levels()[a.number] == level)
        cells = [str(counted[verdict]) for verdict in VERDICTS]
        rows.append(f"| {level}{' (chosen)' if level == 3 else ''} | {' | '.join(cells)} |")
    return "\n".join([*rows, ""])


def _chapter(title: str) -> str:
    head = [f"## {title}", "", "| | Level | Asks | Answer |", "|---|---|---|---|"]
    return "\n".join([*head, *map(_row, chapters()[title]), ""])


def _row(answer: Answer) -> str:
    return f"| {answer.number} | {levels()[answer.number]} | {answer.about} | {_said(answer)} |"


def _said(answer: Answer) -> str:
    if answer.verdict == "met":
        return "**met**: " + "<br>".join(f"`{shown}`" for shown in answer.shown_by)
    words = {"operator": "**operator**", "na": "n/a", "missing": "**not met**"}
    return f"{words[answer.verdict]}: {answer.sentence}"
