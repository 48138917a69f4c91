"""Our own numbered promises, and the tests whose docstrings name them."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.security.named_tests import NamedTest

SOURCE = Path(__file__).with_name("promises.toml")

HEAD = """\
# What we promise, and the tests that show it

A promise without a test is a wish. Each number below is named in the docstring of the tests that
show it; this page is made from them by `make security-docs`, and a test fails when it is stale, or
when a promise that must hold has no test.
"""


@dataclass(frozen=True, slots=True)
class Promise:
    """One numbered promise; `weight` says how much hangs on it."""

    number: str
    text: str
    weight: str  # "must", "should", "nice" or "framed"


@dataclass(frozen=True, slots=True)
class Chapter:
    """Promises about one matter."""

    letter: str
    title: str
    promises: tuple[Promise, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """All promises, in their order."""
    kept = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    weights = {number: name for name in ("should", "nice", "framed") for number in kept.pop(name)}
    return tuple(
        Chapter(
            letter,
            texts.pop("title"),
            tuple(Promise(n, text, weights.get(n, "must")) for n, text in texts.items()),
        )
        for letter, texts in kept.items()
    )


def all_promises() -> list[Promise]:
    """The promises of all chapters."""
    return [promise for chapter in chapters() for promise in chapter.promises]


def shown(tests: Iterable[NamedTest]) -> dict[str, list[NamedTest]]:
    """The tests that name each number."""
    by_number: dict[str, list[NamedTest]] = defaultdict(list)
    for test in tests:
        for number in test.numbers:
            by_number[number].append(test)
    return by_number


def without_a_test(tests: Iterable[NamedTest]) -> set[str]:
    """The numbers that must hold and that no test names."""
    by_number = shown(tests)
    return {p.number for p in all_promises() if p.weight == "must" and p.number not in by_number}


def page(tests: Iterable[NamedTest]) -> str:
    """docs/security-tests.md."""
    by_number = shown(tests)
    proven = [p for p in all_promises() if p.number in by_number]
    count = f"**{len(proven)} of {len(all_promises())} promises have a test.**\n"
    return "\n".join([HEAD, count, *(_chapter(chapter, by_number) for chapter in chapters())])


def _chapter(chapter: Chapter, by_number: dict[str, list[NamedTest]]) -> str:
    rows = [_row(promise, by_number.get(promise.number, [])) for promise in chapter.promises]
    head = [
        f"## {chapter.letter}. {chapter.title}",
        "",
        "| | Promise | Shown by |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def _row(promise: Promise, tests: list[NamedTest]) -> str:
    weight = "" if promise.weight == "must" else f" *({_WEIGHTS[promise.weight]})*"
    cell = "<br>".join(f"`{test.node_id}`" for test in tests) or "**no test yet**"
    return f"| {promise.number} | {promise.text}{weight} | {cell} |"


_WEIGHTS = {"should": "we aim for it", "nice": "nice to have", "framed": "with the framed flow"}
