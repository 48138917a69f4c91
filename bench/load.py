"""The load generator: runs in a process of its own and sends a bounded number of requests."""

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from typing import Any, ParamSpec, TypeVar

from bench.wire import Wire

P = ParamSpec("P")
R = TypeVar("R")
Before = Callable[[], Any]
MILLI = 1_000


class Generator:
    """One other process that stays, so that no measurement pays for its start."""

    def __init__(self) -> None:
        """Start it."""
        self._pool = get_context("spawn").Pool(1)

    def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do the work over there and wait for what it returns."""
        return self._pool.apply(work, args, kwargs)

    def start(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Callable[[], R]:
        """Begin the work over there; what comes back waits for it and returns what it returned."""
        return self._pool.apply_async(work, args, kwargs).get

    def close(self) -> None:
        """End the process."""
        self._pool.terminate()
        self._pool.join()


def seconds(
    port: int,
    requests: Sequence[bytes],
    count: int,
    *,
    status: int = 200,
    connections: int = 8,
    before: Before | None = None,
) -> float:
    """How long `count` requests take, always as many under way as there are connections.

    The requests are sent by turns; `before` is called before each one.
    """
    wires = [Wire(port) for _ in range(connections)]
    start = perf_counter()
    for number in range(count + connections):
        wire = wires[number % connections]
        if number >= connections:
            wire.receive(status)
        if number < count:
            if before:
                before()
            wire.send(requests[number % len(requests)])
    taken = perf_counter() - start
    for wire in wires:
        wire.close()
    return taken


def p50_ms(port: int, requests: Sequence[bytes], before: Before | None = None) -> float:
    """The median time from a request to its whole answer, one after the other."""
    return median(times_ms(port, requests, before))


def p95_ms(port: int, requests: Sequence[bytes], before: Before | None = None) -> float:
    """The time that nineteen of twenty of them keep to."""
    return p95(times_ms(port, requests, before))


def p95(times: Sequence[float]) -> float:
    """What nineteen of twenty keep to."""
    return sorted(times)[-(-len(times) * 95 // 100) - 1]


def times_ms(port: int, requests: Sequence[bytes], before: Before | None = None) -> list[float]:
    """The time from each request to its whole answer, one after the other."""
    wire, taken = Wire(port), []
    for request in requests:
        if before:
            before()
        start = perf_counter()
        wire.send(request)
        wire.receive(200)
        taken.append((perf_counter() - start) * MILLI)
    wire.close()
    return taken
