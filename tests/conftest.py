"""What every test may ask for: a database, the app, a browser in front of it, and the cast.

A test that touches the database runs on each engine; `pytest.mark.engine("sqlite")` narrows that.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from peewee import DatabaseProxy

from tests.app import make_app, reset
from tests.cast import KIOSK_ORIGINS, Platform, Seller, open_account
from tests.databases import ENGINES, Databases
from tests.open_streams import watchers_sent_home
from tests.outbox import Outbox
from tests.planted.faults import sow
from webapp import database as webapp_database

pytest_plugins = ["tests.served", "tests.queries", "tests.brief_streams"]

# Two cores shared with a PostgreSQL and a browser: how long one example takes says nothing.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--plant NAME` takes one of tests/planted; `--slow-machine` is for tests in the browser."""
    parser.addoption("--plant", help="a fault to plant first")
    parser.addoption("--slow-machine", action="store_true", help="hold Chromium up")


def pytest_configure(config: pytest.Config) -> None:
    """Plant before anything is collected: some tests read sources when they are imported."""
    name = config.getoption("--plant")
    if name:
        sow(name)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs a database once on each engine, or on those that the test names."""
    if "engine" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("engine")
        metafunc.parametrize("engine", marker.args if marker else ENGINES, indirect=True)


def run(app: Flask, *arguments: str) -> str:
    """What our command line says, in this process; a failure fails the test."""
    result = app.test_cli_runner().invoke(args=list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="session")
def closing() -> Iterator[ExitStack]:
    """What is to be ended when all tests are done."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory, closing: ExitStack) -> Databases:
    """The databases of this process, migrated by our own command."""
    home = tmp_path_factory.mktemp("databases")

    def migrate(url: str) -> None:
        run(make_app(url, Outbox(home / "outbox.jsonl")), "db", "upgrade")
        webapp_database.db.close_all()

    return Databases(home, closing, migrate)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The database that this run of the test is on."""
    return str(request.param)


@pytest.fixture
def database_url(engine: str, databases: Databases) -> str:
    """A migrated database with nothing in it."""
    database = databases.get(engine)
    database.empty()
    return database.url


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    """The messages that the app sent."""
    return Outbox(tmp_path / "outbox.jsonl")


@pytest.fixture(scope="session")
def made_app(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The dashboard, put together once a process."""
    nobody = Outbox(tmp_path_factory.mktemp("app") / "outbox.jsonl")
    return make_app("sqlite:///:memory:", nobody)


@pytest.fixture
def app(made_app: Flask, database_url: str, outbox: Outbox) -> Iterator[Flask]:
    """The dashboard on that database."""
    yield reset(made_app, database_url, outbox)
    left_behind = watchers_sent_home()
    webapp_database.db.close_all()
    assert not left_behind


@pytest.fixture
def db(app: Flask) -> DatabaseProxy:
    """The database itself, for tests of the domain; it connects by itself."""
    return webapp_database.db


@pytest.fixture
def cli(app: Flask) -> Callable[..., str]:
    """Run a command: `cli("ledger", "verify")` returns what it says."""
    return lambda *arguments: run(app, *arguments)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger's browser on our own page, which says so with every request."""
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


@pytest.fixture
def make_platform(app: Flask, cli: Callable[..., str]) -> Callable[..., Platform]:
    """Found a platform: `make_platform("Acme", "--refresh-url", …)`."""

    def make_platform(name: str, *options: str) -> Platform:
        made: dict[str, Any] = json.loads(cli("platform", "create", name, *options, "--json"))
        keys = made["test_secret_key"], made["live_secret_key"]
        return Platform(made["id"], name, *keys, client=app.test_client())

    return make_platform


@pytest.fixture
def acme(make_platform: Callable[..., Platform]) -> Platform:
    """The platform that Alice and Bob sell on."""
    return make_platform("Acme")


@pytest.fixture
def kiosk(make_platform: Callable[..., Platform]) -> Platform:
    """A platform whose pages on two origins may frame the dashboard."""
    options = [part for origin in KIOSK_ORIGINS for part in ("--origin", origin)]
    return make_platform("Kiosk", *options, "--refresh-url", "https://www.kiosk.example/money")


@pytest.fixture
def open_seller(acme: Platform) -> Callable[..., Seller]:
    """Open an account on Acme: `open_seller("carla", livemode=True, country="US")`."""
    return lambda name, **fields: open_account(acme, name, **fields)


@pytest.fixture
def alice(acme: Platform) -> Seller:
    """Our seller."""
    return open_account(acme, "alice")


@pytest.fixture
def bob(acme: Platform) -> Seller:
    """Another seller on the same platform."""
    return open_account(acme, "bob")


@pytest.fixture
def mallory(make_platform: Callable[..., Platform]) -> Seller:
    """A seller on another platform, who has no business here."""
    return open_account(make_platform("Evil"), "mallory")


@pytest.fixture
def sign_in(app: Flask, outbox: Outbox) -> Callable[[Seller], FlaskClient]:
    """Sign in as a person would: follow the link, ask for a code, type it. A browser of its own."""

    def sign_in(seller: Seller) -> FlaskClient:
        browser = app.test_client()
        browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        browser.get(urlsplit(seller.login_link()).path)
        browser.post("/verify/send")  # this spends the link; the GET did not
        entered = browser.post("/verify", data={"code": outbox.code(seller.phone)})
        assert entered.status_code == 303, entered.text
        return browser

    return sign_in
