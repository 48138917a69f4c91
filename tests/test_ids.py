"""Ids name their kind, never meet, and sort by when they were made."""

import re
from itertools import pairwise

import time_machine
from hypothesis import given
from hypothesis import strategies as st

from webapp import ids


def test_an_id_names_its_kind() -> None:
    assert re.fullmatch(r"txn_[0-9A-Za-z]{24}", ids.new("txn"))


def test_a_hundred_thousand_ids_of_one_moment_are_all_different() -> None:
    with time_machine.travel(1_800_000_000, tick=False):
        assert len({ids.new("txn") for _ in range(100_000)}) == 100_000


@given(st.integers(0, 62**8 - 2))
def test_later_milliseconds_sort_later(milliseconds: int) -> None:
    earlier, later = ids.base62(milliseconds, 8), ids.base62(milliseconds + 1, 8)
    assert len(earlier) == len(later) == 8
    assert earlier < later


def test_ids_of_the_next_century_sort_behind_those_of_today() -> None:
    made = []
    for moment in (1_800_000_000, 1_800_000_000.5, 1_800_000_001, 2**31, 4_102_444_800):
        with time_machine.travel(moment, tick=False):
            made.append(ids.new("po"))
    assert all(one < other for one, other in pairwise(made))


def test_only_the_lowest_digits_are_kept() -> None:
    assert ids.base62(62**3 + 61, 2) == "0z"
