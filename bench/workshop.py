"""What the tables share: servers, started when first asked for, and the load generator."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.dashboard import Dashboard
from bench.load import Generator, seconds
from bench.rounds import Sample
from bench.seeded import Seeded
from bench.server import ROOT, Server
from bench.wire import request

RESULTS = ROOT / "bench" / "results"
HELLO = [request("GET", "/")]


@dataclass(frozen=True)
class Sizes:
    """How much to do."""

    deep_lines: int = 1_000_000
    rounds: int = 7
    requests: int = 1_500


class Workshop:
    """Everything that runs during the benchmarks; `close` ends it and takes the files away."""

    def __init__(self, sizes: Sizes) -> None:
        """A home on a real disk: one in memory would make durable writes look free."""
        RESULTS.mkdir(exist_ok=True)
        self.sizes = sizes
        self.home = Path(tempfile.mkdtemp(dir=RESULTS))
        self.generator = Generator()
        self._servers: list[Server] = []
        self.ledger = cache(self._ledger)
        self.dashboard = cache(self._dashboard)
        self.hello = cache(self._hello)

    def say(self, doing: str) -> None:
        """Tell who waits what is going on."""
        print(f"  {doing} …", file=sys.stderr, flush=True)

    def rate(
        self, server: Server, requests: Sequence[bytes], count: int = 0, **options: Any
    ) -> Sample:
        """Requests a second under load, and the CPU that they took."""
        count = count or self.sizes.requests
        return self._timed(
            server,
            count,
            lambda: count / self.generator.run(seconds, server.port, requests, count, **options),
        )

    def hello_rate(self) -> Sample:
        """One round of the baseline."""
        return self.rate(self.hello(), HELLO)

    def measure(self, server: Server, count: int, work: Callable[..., float], *args: Any) -> Sample:
        """What `work`, done in the generator's process, returns, and the server's CPU for it."""
        return self._timed(server, count, lambda: self.generator.run(work, *args))

    def closes(self, server: Server) -> Server:
        """The server, which is ours to stop from here on."""
        self._servers.append(server)
        return server

    def close(self) -> None:
        """End what was started."""
        self.generator.close()
        for server in self._servers:
            server.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def _timed(self, server: Server, count: int, work: Callable[[], float]) -> Sample:
        before = server.cpu
        value = work()
        after = server.cpu
        cpu = None if before is None or after is None else after - before
        return Sample(value, count, cpu)

    def _ledger(self, lines: int) -> Seeded:
        self.say(f"seeding a ledger of {lines:,} lines")
        return Seeded(self.home / f"lines-{lines}-{len(self._servers)}", lines)

    def _dashboard(self, lines: int) -> Dashboard:
        made = Dashboard(self._ledger(lines))
        self.closes(made.server)
        return made

    def _hello(self) -> Server:
        return self.closes(Server("bench.hello:app", self.home))
