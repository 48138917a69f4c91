"""5,000 open dashboards on one process: what each holds, how soon it hears, and who else waits."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from statistics import median

from bench.crowd import Seller, gather
from bench.dashboard import Dashboard
from bench.delivery import delays_ms
from bench.figure import Aim, Figure
from bench.load import Generator, p95, p95_ms
from bench.rounds import Sample, by_turns, figure
from bench.sales import Sale, sell
from bench.seeded import Seeded
from bench.server import KIB, Server
from bench.viewers import Viewers
from bench.workshop import Workshop
from tests.postgres import Postgres
from webapp.access.sessions.session import LIVE_MAX
from webapp.live.desk import STREAMS_MAX

OPEN, FIRST = 5_000, 100
LINES = 10_000
SALES, SALES_A_SECOND = 250, 25.0  # each of 5,000 sellers every three minutes
LOOKS, LOOKS_A_SECOND = 100, 10.0
POLLS, REST_SECONDS = 1_500, 0.004
ROUNDS_MAX = 3
SETTLES_WITHIN_SECONDS = 2
SOON = Aim("≤", 500, is_ratio=False)
SMALL = Aim("≤", 40, is_ratio=False)
UNDISTURBED = Aim("≤", 1.5)


def figures(shop: Workshop) -> list[Figure]:
    """On SQLite, and on PostgreSQL."""
    shop.say(f"{OPEN:,} streams of nothing but Flask")
    bare = _bare(shop)
    with closing(Stage(shop, "SQLite")) as stage:
        found = stage.figures(bare)
    postgres = Postgres()
    try:
        with closing(Stage(shop, "PostgreSQL", postgres.create("live"))) as stage:
            return found + stage.figures(bare)
    finally:
        postgres.stop()


def _bare(shop: Workshop) -> Sample:
    with closing(Viewers()) as viewers:
        return _memory_each(shop.hello(), viewers, [""] * OPEN)


def _memory_each(server: Server, viewers: Viewers, cookies: Sequence[str]) -> Sample:
    """What each stream adds to the server, in kB, once the first ones have loaded all code."""
    viewers.open(server.port, cookies[:FIRST])
    before, rest = server.memory, cookies[FIRST:]
    viewers.open(server.port, rest)
    return Sample((server.memory - before) / KIB / len(rest))


class Stage:
    """Two servers on one ledger: at one of them the dashboards stand open, at the other none."""

    def __init__(self, shop: Workshop, name: str, database_url: str | None = None) -> None:
        """Seed and start."""
        self._shop, self._name = shop, name
        self._say(f"gathering {OPEN:,} sellers")
        ledger = Seeded(shop.home / f"live-{name}", LINES, database_url)
        self._settings = ledger.settings
        self._sellers = shop.generator.run(gather, self._settings, OPEN)
        self._quiet = Dashboard(ledger)
        shop.closes(self._quiet.server)
        self._server = shop.closes(Server("wsgi:app", ledger.home, self._settings))
        self._page = self._quiet.fragment("/activity")
        self._viewers, self._writer = Viewers(), Generator()
        self._sales: list[Sale] = []

    def close(self) -> None:
        """End the processes; the shop stops the servers."""
        self._viewers.close()
        self._writer.close()

    def figures(self, bare: Sample) -> list[Figure]:
        """All the figures of this database."""
        self._say(f"opening {OPEN:,} dashboards")
        cookies = [seller.cookies[0] for seller in self._sellers]
        each = _memory_each(self._server, self._viewers, cookies)
        self._say("sales and polls by turns, with the dashboards and without")
        rounds = min(self._shop.sizes.rounds, ROUNDS_MAX)
        turns = by_turns(self._round(self._quiet.server), self._round(self._server), rounds)
        delays = self._delays({one.account: [n] for n, one in enumerate(self._sellers)})
        many = f"{LIVE_MAX * STREAMS_MAX} dashboards of one seller"
        self._say("sales, and each page that hears of one looks again")
        seen = self._looked()
        self._say(many)
        of = f"{OPEN:,} open dashboards, {self._name}"
        return [
            figure(f"{of}: memory of each, of a bare stream", "kB", [bare], [each], SMALL),
            _delivery(f"{of}: sale to delivery, p95, p50", delays),
            _delivery(f"{of}: sale to the new page, p95, p50", seen),
            figure(f"{of}: p95 of a feed fragment, without them", "ms", *turns, UNDISTURBED),
            _delivery(f"{of}, and {many}: p95, p50", self._crowded()),
        ]

    def _round(self, server: Server) -> Callable[[], Sample]:
        """A flow of sales, and somebody who asks for a page again and again meanwhile."""
        accounts = [seller.account for seller in self._sellers]

        def polled() -> Sample:
            sold = self._writer.start(sell, self._settings, accounts, SALES, SALES_A_SECOND)
            rest, asked = partial(time.sleep, REST_SECONDS), [self._page] * POLLS
            sample = self._shop.measure(server, POLLS, p95_ms, server.port, asked, rest)
            self._sales += sold()
            return sample

        return polled

    def _looked(self) -> list[float]:
        """Sales at a pace at which one process can show them, too: every page asks for itself."""
        accounts = [seller.account for seller in self._sellers[:LOOKS]]
        self._viewers.look("/")
        sold = self._writer.run(sell, self._settings, accounts, LOOKS, LOOKS_A_SECOND)
        time.sleep(SETTLES_WITHIN_SECONDS)
        self._viewers.look("")
        self._viewers.heard()
        return delays_ms(
            sold, {account: [n] for n, account in enumerate(accounts)}, self._viewers.seen()
        )

    def _crowded(self) -> list[float]:
        """Sales of one seller, which all her dashboards hear of: as many as she may have."""
        seller: Seller = self._shop.generator.run(gather, self._settings, 1, LIVE_MAX)[0]
        cookies = list(seller.cookies) * STREAMS_MAX
        self._viewers.open(self._server.port, cookies)
        sold = self._writer.run(sell, self._settings, [seller.account], 50, 5.0)
        self._sales += sold
        return self._delays({seller.account: range(OPEN, OPEN + len(cookies))})

    def _delays(self, viewers: Mapping[str, Sequence[int]]) -> list[float]:
        time.sleep(SETTLES_WITHIN_SECONDS)
        sales, self._sales = self._sales, []
        return delays_ms(sales, viewers, self._viewers.heard())

    def _say(self, doing: str) -> None:
        self._shop.say(f"{self._name}: {doing}")


def _delivery(what: str, delays: Sequence[float]) -> Figure:
    return figure(what, "ms", [Sample(median(delays))], [Sample(p95(delays))], SOON)
