"""Every promise about security that must hold is shown by a test that names its number."""

import pytest

from tests.security import named_tests, pages, promises
from tests.security.named_tests import NamedTest

TESTS = named_tests.in_repository()


def test_every_promise_that_must_hold_has_a_test() -> None:
    """J9: none is only promised."""
    assert not promises.without_a_test(TESTS)


def test_no_docstring_names_a_number_that_nobody_promised() -> None:
    letters = {chapter.letter for chapter in promises.chapters()}
    known = {promise.number for promise in promises.all_promises()}
    strays = {n for n in promises.shown(TESTS) if n[0] in letters} - known
    assert not strays


def test_the_pages_say_what_the_tests_say() -> None:
    """J9: the tables in docs/ are made from the tests."""
    assert not pages.stale(), "run `make security-docs`"


def test_a_number_belongs_to_the_chapter_it_stands_in() -> None:
    for chapter in promises.chapters():
        numbers = [promise.number for promise in chapter.promises]
        assert numbers == [f"{chapter.letter}{n}" for n in range(1, len(numbers) + 1)]


@pytest.mark.parametrize(
    ("docstring", "numbers"),
    [
        ("A4: of 64 one wins.", {"A4"}),
        ("Shows A9 and F9.", {"A9", "F9"}),
        ("D1–D3: rows, ids, ends.", {"D1", "D2", "D3"}),
        ("E.164, sha256, V1.2 and ASVS 6.5.1 are no numbers of ours.", set()),
    ],
)
def test_numbers_are_read_from_a_docstring(docstring: str, numbers: set[str]) -> None:
    assert NamedTest("tests/test_a.py", "test_a", docstring).numbers == numbers


def test_tests_are_found_with_their_docstrings() -> None:
    source = (
        'def test_a():\n    "A1: yes."\nclass TestB:\n    def test_b(self): ...\ndef c(): ...\n'
    )
    found = list(named_tests.in_source("tests/test_x.py", source))
    assert [test.node_id for test in found] == [
        "tests/test_x.py::test_a",
        "tests/test_x.py::TestB::test_b",
    ]
    assert found[0].numbers == {"A1"}
