"""Fixtures of the running server: gunicorn in its own process, driven by the `stripe` SDK."""

from collections.abc import Callable
from contextlib import ExitStack
from itertools import count

import pytest

from tests.dashboard_server import DashboardServer
from tests.databases import Databases
from tests.shop import Shop, open_shop

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


@pytest.fixture(scope="session")
def shops(servers: Callable[[str], DashboardServer], closing: ExitStack) -> Callable[[str], Shop]:
    """A platform on each of those servers."""
    opened: dict[str, Shop] = {}

    def shop(engine: str) -> Shop:
        if engine not in opened:
            opened[engine] = open_shop(servers(engine), "Acme", closing)
        return opened[engine]

    return shop


@pytest.fixture
def shop(engine: str, shops: Callable[[str], Shop]) -> Shop:
    """A platform that drives the running server by the official `stripe` SDK."""
    return shops(engine)
