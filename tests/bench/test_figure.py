"""The arithmetic of the benchmark tables; the times themselves are nobody's test."""

import pytest

from bench.figure import Aim, Figure, table
from bench.rounds import Sample, by_turns, figure

HALF = Aim("≥", 0.5)


def samples(*values: float, cpu: float | None = None) -> list[Sample]:
    return [Sample(value, requests=10, cpu=cpu) for value in values]


def test_the_ratio_is_the_median_of_neighbouring_rounds() -> None:
    # The machine was busy in the second round: both fell, and what they say is the same.
    found = figure("feed", "/s", samples(1_000, 100, 1_200), samples(600, 60, 720), HALF)
    assert found.ratio == pytest.approx(0.6)
    assert (found.measured, found.baseline) == (600, 1_000)


def test_rounds_go_by_turns() -> None:
    order: list[str] = []

    def turn(name: str) -> Sample:
        order.append(name)
        return Sample(len(order))

    baseline, measured = by_turns(lambda: turn("a"), lambda: turn("b"), 2)
    assert order == ["a", "b", "a", "b"]
    assert [sample.value for sample in baseline + measured] == [1, 3, 2, 4]


def test_cpu_is_counted_over_all_requests() -> None:
    found = figure("feed", "/s", samples(1, 1), samples(1, 1, cpu=0.02))
    assert found.cpu == pytest.approx(0.002)
    assert found.cpu_baseline is None
    assert found.cells[-1] == "2,000 µs"


@pytest.mark.parametrize(
    ("aim", "measured", "ratio", "is_met"),
    [
        (Aim("≥", 0.5), 10, 0.5, True),
        (Aim("≥", 0.5), 10, 0.49, False),
        (Aim("≤", 1.2), 10, 1.2, True),
        (Aim("≤", 1.2), 10, 1.21, False),
        (Aim("≥", 40_000, is_ratio=False), 40_001, 0.1, True),
        (Aim("≤", 120, is_ratio=False), 121, 9, False),
    ],
)
def test_an_aim_is_met_or_not(aim: Aim, measured: float, ratio: float, is_met: bool) -> None:
    assert aim.is_met(Figure("x", "s", measured, measured / ratio, ratio, aim)) is is_met


def test_the_table_shows_each_figure_beside_its_baseline_and_aim() -> None:
    lines = Figure("walk", "lines/s", 41_234.5, 82_469, 0.5, Aim("≥", 40_000, is_ratio=False))
    feed = Figure("feed", "/s", 45.67, 152, 0.3, HALF, cpu=0.0015, cpu_baseline=0.0005)
    _, rule, *rows = table([lines, feed]).splitlines()
    assert set(rule) == {"|", "-"}
    assert [[cell.strip() for cell in row.strip("|").split("|")] for row in rows] == [
        ["walk", "41,234 lines/s", "82,469 lines/s", "0.50 ×", "≥ 40,000 lines/s", "yes", ""],
        ["feed", "45.7 /s", "152 /s", "0.30 ×", "≥ 0.50 ×", "NO", "1,500 µs to 500 µs"],
    ]
