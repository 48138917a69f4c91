"""`python -m bench.scaling`: many more open dashboards than one process is asked to hold."""

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.crowd import Seller, gather
from bench.delivery import delays_ms
from bench.load import Generator, p95
from bench.machine import load, machine
from bench.sales import sell
from bench.seeded import Seeded
from bench.server import KIB, Server
from bench.viewers import Viewers
from bench.workshop import Sizes, Workshop
from tests.postgres import Postgres

EACH = 5_000  # dashboards a process of viewers holds, from an address of its own
BEAT_SECONDS = 20
RATES = (10.0, 50.0, 200.0)
SELLS_FOR_SECONDS = 10
SETTLES_WITHIN_SECONDS = 3


class Open(NamedTuple):
    """The dashboards that stand open, and the processes of their viewers."""

    server: Server
    settings: Mapping[str, str]
    sellers: Sequence[Seller]
    viewers: Sequence[Viewers]


def main() -> None:
    """Open them, sell, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.scaling", description=__doc__)
    parser.add_argument("--dashboards", type=int, default=4 * EACH)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--postgresql", action="store_true")
    asked = parser.parse_args()
    before = load()
    with ExitStack() as stack:
        shop = stack.enter_context(closing(Workshop(Sizes())))
        url = stack.enter_context(_postgres()) if asked.postgresql else None
        server, settings, sellers = _serve(shop, asked.workers, asked.dashboards, url)
        viewers = [stack.enter_context(closing(Viewers())) for _ in range(0, len(sellers), EACH)]
        for line in _found(Open(server, settings, sellers, viewers), shop.generator):
            print(line, flush=True)
    print(f"{machine()}; load {before} before, {load()} after.")


@contextmanager
def _postgres() -> Iterator[str]:
    postgres = Postgres()
    try:
        yield postgres.create("live")
    finally:
        postgres.stop()


def _serve(
    shop: Workshop, workers: int, dashboards: int, url: str | None
) -> tuple[Server, Mapping[str, str], list[Seller]]:
    shop.say(f"gathering {dashboards:,} sellers")
    ledger = Seeded(shop.home / "many", 0, url)
    sellers = shop.generator.run(gather, ledger.settings, dashboards)
    settings = {**ledger.settings, "WEB_CONCURRENCY": str(workers)}
    return shop.closes(Server("wsgi:app", ledger.home, settings)), settings, sellers


def _found(open_: Open, writer: Generator) -> Iterator[str]:
    """What there is to say, as soon as it is known."""
    server, sellers = open_.server, open_.sellers
    memory, start = server.memory, time.monotonic()
    for number, viewers in enumerate(open_.viewers):
        share = sellers[number * EACH : (number + 1) * EACH]
        cookies = [seller.cookies[0] for seller in share]
        viewers.open(server.port, cookies, f"127.0.0.{number + 1}")
    each = (server.memory - memory) / KIB / len(sellers)
    spread = ", ".join(f"{_sockets(worker):,}" for worker in server.workers)
    yield f"{len(sellers):,} opened in {time.monotonic() - start:.0f} s; sockets a worker: {spread}"
    yield f"memory: {each:.1f} kB each; {_kernel()}"
    cpu = server.cpu
    time.sleep(2 * BEAT_SECONDS)
    if cpu is not None and server.cpu is not None:
        yield f"idle: {(server.cpu - cpu) / BEAT_SECONDS / 2:.1%} of a core"
    for rate in RATES:
        delays = _sales(open_, writer, rate)
        yield f"{rate:.0f} sales/s: delivery p50 {median(delays):.0f} ms, p95 {p95(delays):.0f} ms"


def _sales(open_: Open, writer: Generator, rate: float) -> list[float]:
    """Sales of every so many-th seller, so that all workers and all viewers hear of some."""
    count = int(rate * SELLS_FOR_SECONDS)
    step = max(1, len(open_.sellers) // count)
    accounts = [seller.account for seller in open_.sellers[::step]]
    sold = writer.run(sell, open_.settings, accounts, count, rate)
    time.sleep(SETTLES_WITHIN_SECONDS)
    heard = [
        event._replace(viewer=event.viewer + number * EACH)
        for number, viewers in enumerate(open_.viewers)
        for event in viewers.heard()
    ]
    numbers = {seller.account: [number] for number, seller in enumerate(open_.sellers)}
    return delays_ms(sold, numbers, heard)


def _sockets(process: int) -> int:
    files = Path(f"/proc/{process}/fd").iterdir()
    return sum("socket:" in str(file.readlink()) for file in files if file.is_symlink())


def _kernel() -> str:
    """What the kernel holds for sockets, its own view of all of them."""
    slabs = Path("/proc/net/sockstat").read_text().splitlines()
    return next(line for line in slabs if line.startswith("TCP"))


if __name__ == "__main__":
    main()
