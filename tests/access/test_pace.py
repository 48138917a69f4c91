"""How often is too often: the rules hold for whatever times, and for clocks that go back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.access.limits.pace import Doubling, Most, Rule, in_words, still_counting

PER = 100
forward = st.lists(st.integers(0, PER), max_size=60)
anyhow = st.lists(st.integers(-3 * PER, 3 * PER), max_size=60)
rules = st.builds(Most, st.integers(1, 6), st.just(PER))


def spend(rule: Rule, steps: list[int]) -> list[tuple[int, int, bool]]:
    """Try once after each step of the clock: its time, the time that really passed, and success."""
    times: list[int] = []
    now = passed = 1_000
    tries = []
    for step in steps:
        now, passed = now + step, passed + max(0, step)
        times = still_counting(times, now, rule.per)
        is_given = rule.wait(times, now) == 0
        times += [now] if is_given else []
        tries.append((now, passed, is_given))
    return tries


@given(rules, anyhow)
def test_no_window_ever_holds_more_than_it_may(rule: Most, steps: list[int]) -> None:
    """C2, C3: however the clock goes, back included: time is what passed forward."""
    given_at = [passed for _, passed, is_given in spend(rule, steps) if is_given]
    for start in given_at:
        assert sum(start <= at < start + PER for at in given_at) <= rule.most


@given(rules, forward)
def test_nothing_is_refused_without_reason(rule: Most, steps: list[int]) -> None:
    given_at: list[int] = []
    for now, _, is_given in spend(rule, steps):
        assert is_given == (sum(at > now - PER for at in given_at) < rule.most)
        given_at += [now] if is_given else []


@given(rules, anyhow)
def test_a_wait_is_exact_and_never_longer_than_the_window(rule: Most, steps: list[int]) -> None:
    """C2: the page counts down to the very second."""
    times: list[int] = []
    now = 1_000
    for step in steps:
        now += step
        times = still_counting(times, now, PER)
        wait = rule.wait(times, now)
        assert 0 <= wait <= PER
        if wait:
            assert rule.wait(times, now + wait - 1) == 1
        assert rule.wait(times, now + wait) == 0
        times += [] if wait else [now]


@given(anyhow)
def test_each_pause_is_twice_the_one_before(steps: list[int]) -> None:
    """C2: within the time that the rule looks back, up to the longest."""
    rule = Doubling(2, 16, PER)
    given_at = [passed for _, passed, is_given in spend(rule, steps) if is_given]
    for number, at in enumerate(given_at[1:], 1):
        behind = sum(at - PER < earlier for earlier in given_at[:number])
        if behind:
            assert at - given_at[number - 1] >= min(2 * 2 ** (behind - 1), 16)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (61, "2 minutes"),
        (3_600, "1 hour"),
        (3_601, "2 hours"),
        (86_400, "1 day"),
        (86_401, "2 days"),
    ],
)
def test_who_waits_as_told_has_waited_long_enough(seconds: int, words: str) -> None:
    assert in_words(seconds) == words
