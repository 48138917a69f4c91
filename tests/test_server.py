"""The server as it is shipped: what it logs, how it starts, waits and stops."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.dashboard_server import ROOT, DashboardServer
from tests.databases import Databases

sqlite_only = pytest.mark.engine("sqlite")

# Five queries that wait in the database; one after the other they would take five times as long.
WAITING_TOGETHER = """
import runpy, sys, time
runpy.run_path("gunicorn.conf.py")
import gevent, psycopg
def wait():
    with psycopg.connect(sys.argv[1]) as connection:
        connection.execute("SELECT pg_sleep(0.5)")
started = time.monotonic()
gevent.joinall([gevent.spawn(wait) for _ in range(5)], raise_error=True)
print(time.monotonic() - started)
"""


def test_the_server_answers(server: DashboardServer) -> None:
    with urlopen(f"{server.url}/healthz") as response:
        assert response.status == 200


@sqlite_only
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_assets_are_compressed_and_kept_for_ever(server: DashboardServer, encoding: str) -> None:
    with urlopen(f"{server.url}/signin") as page:
        script = re.findall(rb'src="(/assets/[^"]+[.]js)"', page.read())[0].decode()
    request = Request(server.url + script, headers={"Accept-Encoding": encoding})
    with urlopen(request) as response:
        assert response.headers["Content-Encoding"] == encoding
        assert "immutable" in response.headers["Cache-Control"]


@sqlite_only
@pytest.mark.parametrize("place", ["login", "calendar"])
def test_no_login_link_can_be_read_in_the_log(server: DashboardServer, place: str) -> None:
    """A8: the access log masks the token."""
    came_from = {"Referer": f"{server.url}/{place}/refererSecret.ics"}
    request = Request(f"{server.url}/{place}/pathSecret.ics?x=1", headers=came_from)
    with pytest.raises(HTTPError) as refused:
        urlopen(request)
    refused.value.close()
    eventually(lambda: f'"GET /{place}/…?x=1 HTTP/1.1"' in server.log)
    assert "Secret" not in server.log


@sqlite_only
def test_a_line_of_the_log_says_when_and_under_which_number(server: DashboardServer) -> None:
    """J6: the number that a caller is told leads to the line of the log."""
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{server.url}/v1/balance")
    number = refused.value.headers["Request-Id"]
    refused.value.close()
    line = r'^\[\S+ [+-]\d{4}\] 127\.0\.0\.1 "GET /v1/balance HTTP/1\.1" 401 \d+ [\d.]+ms (\w+)$'
    eventually(lambda: number in re.findall(line, server.log, re.MULTILINE))


@sqlite_only
def test_a_server_that_stops_finishes_what_it_has_begun(
    start_server: Callable[..., DashboardServer],
) -> None:
    server = start_server("sqlite")
    with half_a_request(server) as connection:
        time.sleep(0.2)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        connection.sendall(b"alice")
        assert connection.recv(64).startswith(b"HTTP/1.1 4")  # an answer: no e-mail address
    assert server.process.wait(10) == 0
    with pytest.raises(OSError, match="refused"):
        half_a_request(server)


def half_a_request(server: DashboardServer) -> socket.socket:
    """A form on its way: its headers, and all of its body but the last five bytes."""
    port = urlsplit(server.url).port or 0
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(
        b"POST /signin HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n"
        b"Connection: close\r\n\r\nemail="
    )
    return connection


def test_queries_of_many_requests_wait_together(databases: Databases) -> None:
    url = databases.server.url("postgres")
    done = subprocess.run(
        [sys.executable, "-c", WAITING_TOGETHER, url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert float(done.stdout) < 5 * 0.5


@pytest.mark.parametrize(
    ("settings", "mend"),
    [
        ({}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": os.urandom(32).hex(), "DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_says_the_mend(
    settings: dict[str, str], mend: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", "127.0.0.1:0"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **settings},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode != 0
    assert mend in done.stderr
    assert "Booting worker" not in done.stderr


@sqlite_only
def test_codes_that_go_to_a_public_server_s_log_are_warned_of(
    start_server: Callable[..., DashboardServer],
) -> None:
    """B11: the console is for a first look."""
    server = start_server("sqlite", BASE_URL="https://earnings.example.com", SMS_URL="console:")
    assert "SMS_URL is console: codes are written to this log" in server.log
    assert "MAIL_URL is console" not in server.log
    server.end()


def eventually(is_true: Callable[[], bool], within_seconds: float = 5) -> None:
    """Wait until it is so; fail when it does not become so."""
    deadline = time.monotonic() + within_seconds
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
