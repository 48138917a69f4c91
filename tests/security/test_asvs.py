"""docs/asvs.md answers every requirement of levels 1 and 2, and what it names exists."""

from collections import Counter

from tests.security import asvs, named_tests
from tests.security.named_tests import ROOT

NODE_IDS = {test.node_id for test in named_tests.in_repository()}
WORDS_MAX = 10  # a paraphrase of ours, never the standard's text


def test_the_standard_has_as_many_requirements_as_it_says() -> None:
    assert Counter(asvs.levels().values()) == {1: 70, 2: 183, 3: 92}


def test_every_requirement_of_levels_1_and_2_has_one_answer() -> None:
    """J9: and so have twenty of level 3."""
    numbers = [answer.number for answer in asvs.answers()]
    assert not [n for n, count in Counter(numbers).items() if count > 1]
    assert not set(numbers) - set(asvs.levels())
    assert not {n for n, level in asvs.levels().items() if level < 3} - set(numbers)
    assert sum(asvs.levels()[n] == 3 for n in numbers) >= 20


def test_every_answer_says_something() -> None:
    for answer in asvs.answers():
        assert answer.verdict in asvs.VERDICTS, answer.number
        assert answer.about.strip(), answer.number
        assert len(answer.about.split()) <= WORDS_MAX, answer.number
        assert bool(answer.shown_by) is (answer.verdict == "met"), answer.number
        assert answer.shown_by or answer.sentence.endswith((".", "`)", ".)")), answer.number


def test_every_named_test_and_file_exists() -> None:
    named = {shown: answer.number for answer in asvs.answers() for shown in answer.shown_by}
    gone = {
        shown: number
        for shown, number in named.items()
        if (shown not in NODE_IDS if "::" in shown else not (ROOT / shown).is_file())
    }
    assert not gone


def test_answers_stand_in_the_standards_order() -> None:
    numbers = [tuple(map(int, answer.number.split("."))) for answer in asvs.answers()]
    assert numbers == sorted(numbers)
