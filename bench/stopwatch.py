"""A stopwatch that runs only while what is measured is at work."""

from collections.abc import Callable
from time import perf_counter, process_time

from bench.rounds import Sample


class Stopwatch:
    """Adds up the time of several pieces of work, and this process's own CPU for them."""

    def __init__(self) -> None:
        """At zero."""
        self._wall = self._cpu = 0.0

    def run(self, work: Callable[..., object], *args: object) -> None:
        """Do the work with the watch running."""
        wall, cpu = perf_counter(), process_time()
        work(*args)
        self._wall += perf_counter() - wall
        self._cpu += process_time() - cpu

    def sample(self, done: int, pieces: int) -> Sample:
        """How much a second was done; the CPU is told by pieces."""
        return Sample(done / self._wall, pieces, self._cpu)
