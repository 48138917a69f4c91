"""Rounds: baseline and measured by turns, so that the machine's other work hits both alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.figure import Aim, Figure


@dataclass(frozen=True)
class Sample:
    """What one round gave; CPU is the server's, in seconds for all of the round's requests."""

    value: float
    requests: int = 1
    cpu: float | None = None


Round = Callable[[], Sample]


def by_turns(baseline: Round, measured: Round, rounds: int) -> tuple[list[Sample], list[Sample]]:
    """A, B, A, B …: the samples of the baseline and of what is measured."""
    pairs = [(baseline(), measured()) for _ in range(rounds)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def in_shares(requests: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    """The requests in shares, one a round: none is sent twice."""
    for start in range(0, len(requests), size):
        yield requests[start : start + size]


def figure(
    what: str,
    unit: str,
    baseline: Sequence[Sample],
    measured: Sequence[Sample],
    aim: Aim | None = None,
) -> Figure:
    """Medians, and the median of the rounds' own ratios: each is of two neighbouring rounds."""
    ratios = [b.value / a.value for a, b in zip(baseline, measured, strict=True)]
    return Figure(
        what,
        unit,
        measured=median(sample.value for sample in measured),
        baseline=median(sample.value for sample in baseline),
        ratio=median(ratios),
        aim=aim,
        cpu=cpu_a_request(measured),
        cpu_baseline=cpu_a_request(baseline),
    )


def cpu_a_request(samples: Sequence[Sample]) -> float | None:
    """Seconds of the server's CPU a request, over all rounds; nothing where it is not known."""
    spent = [sample.cpu for sample in samples if sample.cpu is not None]
    if len(spent) < len(samples):
        return None
    return sum(spent) / sum(sample.requests for sample in samples)
