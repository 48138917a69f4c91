"""Several processes see each other's writes; and a server of threads streams as well."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.cast import Seller
from tests.dashboard_server import DashboardServer
from tests.live.ear import Browser, sell, sign_in
from tests.outbox import Outbox
from tests.ports import free_port
from tests.shop import Shop, open_shop

PROCESSES = 3


@pytest.fixture
def many(engine: str, start_server: Callable[..., DashboardServer]) -> Iterator[Shop]:
    """A platform on a server of several processes."""
    server = start_server(engine, WEB_CONCURRENCY=str(PROCESSES))
    with ExitStack() as closing:
        yield open_shop(server, "Acme", closing)
    server.end()


def test_each_process_tells_what_any_other_writes(many: Shop) -> None:
    """Twelve streams and twelve sales, wherever they land."""
    alice = many.open_account("alice")
    ears = [sign_in(alice).listen() for _ in range(12)]
    for ear in ears:
        ear.count(1)
    sold = [sell(alice) for _ in range(12)]
    for ear in ears:
        ear.hear(sold)
    for ear in ears:
        ear.stop()


@pytest.mark.engine("sqlite")
def test_a_server_of_threads_streams_too(app: Flask, outbox: Outbox, alice: Seller) -> None:
    """What `flask run` starts: a thread a connection, no gunicorn."""
    port = free_port()
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    browser = Browser(f"http://127.0.0.1:{port}")
    browser.enter(alice.login_link(), lambda: outbox.code(alice.phone))
    ear = browser.listen()
    ear.count(1)
    charge = alice.api.post("/v1/charges", amount=5, currency="eur", source="tok_bypassPending")
    ear.hear([charge["balance_transaction"]])
    browser.send("POST", "/signout")
    assert ear.is_over.wait(5)
    server.shutdown()
    server.server_close()
