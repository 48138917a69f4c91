"""Fixtures of the running server: gunicorn in its own process, driven by the `stripe` SDK."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count

import pytest
import stripe

from tests.dashboard_server import DashboardServer
from tests.databases import Databases

StartServer = Callable[..., DashboardServer]


@pytest.fixture(scope="session")
def start_server(
    databases: Databases, closing: ExitStack, tmp_path_factory: pytest.TempPathFactory
) -> StartServer:
    """Start a server of one's own: `start_server("sqlite", SMS_URL="https://…")`."""
    numbers = count(1)

    def start(engine: str, **settings: str) -> DashboardServer:
        name = f"served_{next(numbers)}"
        url = databases.create(engine, name)
        server = DashboardServer(tmp_path_factory.mktemp(name), url, **settings)
        closing.callback(server.end)
        return server

    return start


@pytest.fixture(scope="session")
def servers(start_server: StartServer) -> Callable[[str], DashboardServer]:
    """The server that all tests share, one an engine."""
    started: dict[str, DashboardServer] = {}

    def server(engine: str) -> DashboardServer:
        if engine not in started:
            started[engine] = start_server(engine)
        return started[engine]

    return server


@pytest.fixture
def server(engine: str, servers: Callable[[str], DashboardServer]) -> DashboardServer:
    """A running dashboard; others write to it too, so look only at what you made yourself."""
    return servers(engine)


@pytest.fixture
def stripe_client() -> Iterator[Callable[..., stripe.StripeClient]]:
    """The official SDK, pointed at a server of ours: `stripe_client(server, key)`."""
    with ExitStack() as closing:

        def client(server: DashboardServer, key: str, **options: object) -> stripe.StripeClient:
            http = stripe.RequestsClient()
            closing.callback(http.close)
            return stripe.StripeClient(
                key,
                base_addresses={"api": server.url},
                http_client=http,
                max_network_retries=0,
                **options,  # type: ignore[arg-type]
            )

        yield client
