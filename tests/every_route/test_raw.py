"""Bytes that no browser sends, to the running server: others are served, and logs stay clean."""

import random
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
import requests

from tests.dashboard_server import DashboardServer

pytestmark = pytest.mark.engine("sqlite")
HOST = b"Host: localhost\r\n"
POST = b"POST /signin HTTP/1.1\r\n" + HOST
TOKEN = "QGJkbm1hc2tlZG1hc2tlZG1hc2tlZG1hc2tlZG1hc2s"
GUARDS = (
    *("Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control"),
    *("Cross-Origin-Resource-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"),
    *("Content-Security-Policy", "X-Frame-Options"),
)
ANSWERS_WITHIN_SECONDS = 1.0
# What a line of the log may hold: nothing that moves a terminal's cursor or begins a line.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def junk(count: int) -> Iterator[bytes]:
    """Requests broken in every way that we know, the same ones each time."""
    chance = random.Random(18)
    for _ in range(count):
        noise = chance.randbytes(chance.randrange(1, 200))
        yield chance.choice(
            [
                noise,
                b"GET / HTTP/1.1\r\n" + HOST + noise + b"\r\n\r\n",
                b"GET /" + noise + b" HTTP/1.1\r\n" + HOST + b"\r\n",
                b"GET /login/" + TOKEN.encode() + b" HTTP/9." + noise + b"\r\n\r\n",
                POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
                POST + b"Transfer-Encoding: gzip\r\n\r\n" + noise,
                POST + b"Transfer-Encoding: chunked\r\n\r\n" + noise,
                POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
                POST + b"Content-Length: 99999999999999999999\r\n\r\n",
                b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 20_000 + b"\r\n" * 2,
                b"GET / HTTP/1.1\r\n" + HOST + b"A: b\r\n" * 500 + b"\r\n",
                b"GET / HTTP/1.1\r\n" + HOST + b"User-Agent: a\r\n b\r\n\x1b[2J: c\r\n\r\n",
                b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                b"GET http://evil.example/ HTTP/1.1\r\n" + HOST + b"Referer: \x1b[31m\x07\r\n\r\n",
                b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET / HTTP/1.1\r\n" + HOST + b"\r\n",
            ]
        )  # fmt: skip


def throw(server: DashboardServer, request: bytes, patience: float = 0.05) -> bytes:
    """Send it and hang up; what came back until then."""
    address = ("127.0.0.1", urlsplit(server.url).port or 0)
    with socket.create_connection(address, timeout=patience) as connection:
        try:
            connection.sendall(request)
            return connection.recv(65_536)
        except OSError:
            return b""


def seconds(url: str) -> float:
    """How long an answer takes: the best of three, for two cores do other work, too."""
    found = []
    for _ in range(3):
        started = time.monotonic()
        assert requests.get(url, timeout=5).status_code == 200
        found.append(time.monotonic() - started)
    return min(found)


def test_two_hundred_broken_requests_hold_nobody_up(server: DashboardServer) -> None:
    """T18, J3, J6: others are answered within a second, the log has one clean line for each."""
    before = len(server.log)
    for number, request in enumerate(junk(200)):
        answer = throw(server, request)
        assert not answer or b"HTTP/1.1 5" not in answer[:12], request
        assert TOKEN.encode() not in answer
        assert b"Traceback" not in answer
        if number % 10 == 0:
            assert seconds(f"{server.url}/healthz") < ANSWERS_WITHIN_SECONDS
    log = server.log[before:]
    assert "Invalid request from ip=" in log
    assert TOKEN not in log
    assert not CONTROL.search(log.replace("\n", ""))
    assert "Traceback" not in log


def test_requests_that_never_end_hold_nobody_up(server: DashboardServer) -> None:
    """T18: two hundred that send a byte and wait."""
    address = ("127.0.0.1", urlsplit(server.url).port or 0)
    with ExitStack() as held:
        for _ in range(200):
            connection = held.enter_context(socket.create_connection(address, timeout=5))
            connection.sendall(POST + b"Content-Length: 9\r\n\r\ne")
        for path in ("/healthz", "/signin"):
            assert seconds(f"{server.url}{path}") < ANSWERS_WITHIN_SECONDS


@pytest.mark.parametrize("request_", [b"\0", b"GET /<script> HTTP/9.9", b"G<b>T / HTTP/1.1"])
def test_what_the_server_cannot_read_it_does_not_repeat(
    server: DashboardServer, request_: bytes
) -> None:
    """E7, E8, J6: one plain sentence, with all our headers and without what was sent."""
    told = throw(server, request_ + b"\r\n" + HOST + b"\r\n", patience=30).decode()
    assert told.startswith("HTTP/1.1 400 Bad Request\r\n")
    assert "Content-Type: text/plain; charset=utf-8\r\n" in told
    said = dict(line.split(": ", 1) for line in told.partition("\r\n\r\n")[0].split("\r\n")[1:])
    page = requests.get(f"{server.url}/nothing", timeout=30).headers
    assert {name: said.get(name) for name in GUARDS} == {name: page.get(name) for name in GUARDS}
    assert None not in {said.get(name) for name in GUARDS}
    assert told.partition("\r\n\r\n")[2] == "Bad Request. This is not a request that we can read.\n"


def test_no_version_of_the_server_is_told(server: DashboardServer) -> None:
    """J6, 13.4.6: neither by pages nor by errors."""
    for path in ("/signin", "/nothing", "/v1/balance", "/assets/nothing"):
        headers = requests.get(f"{server.url}{path}", timeout=5).headers
        assert not re.search(r"\d|python|werkzeug|flask", headers.get("Server", ""), re.IGNORECASE)
        assert "X-Powered-By" not in headers
