"""What no well-behaved client sends, sent to the running server byte for byte."""

import socket
from urllib.parse import urlsplit

import pytest

from tests.dashboard_server import DashboardServer
from tests.shop import Shop

pytestmark = pytest.mark.engine("sqlite")
HOST = b"Host: localhost\r\nConnection: close\r\n"
OWN = HOST + b"Sec-Fetch-Site: same-origin\r\n"
FORM = OWN + b"Content-Type: application/x-www-form-urlencoded\r\n"


def send(server: DashboardServer, request: bytes) -> str:
    """The whole answer."""
    address = ("127.0.0.1", urlsplit(server.url).port or 0)
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while received := connection.recv(65_536):
            answer += received
    return answer.decode("latin-1")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /activity/\0 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET /login/%0d%0aSet-Cookie:a=b HTTP/1.1\r\n" + HOST + b"\r\n", 404),
        (b"GET //evil.example/ HTTP/1.1\r\n" + HOST + b"\r\n", 404),
        (b"GET /" + b"a" * 5_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: " + b"x" * 100_000 + b"\r\n\r\n", 431),
        (b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n", 403),
        (b"POST /signin HTTP/1.1\r\n" + OWN + b"Content-Length: -1\r\n\r\n", 400),
        (b"POST /signin HTTP/1.1\r\n" + OWN
         + b"Content-Length: 3\r\nContent-Length: 9\r\n\r\n", 400),
        (b"POST /signin HTTP/1.1\r\n" + OWN
         + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"POST /signin HTTP/1.1\r\n" + HOST
         + b"Sec_Fetch_Site: same-origin\r\nContent-Length: 0\r\n\r\n", 403),
        (b"POST /signin HTTP/1.1\r\n" + HOST + b"Sec-Fetch-Site: cross-site\r\n"
         + b"Sec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n\r\n", 403),
        (b"POST /signin HTTP/1.1\r\n" + FORM + b"Content-Length: 9999999\r\n\r\n", 413),
        (b"GET /verify HTTP/1.1\r\n" + HOST + b"SCRIPT_NAME: /verify\r\nPATH_INFO: /\r\n\r\n", 401),
        (b"GET / HTTP/9.9\r\n" + HOST + b"\r\n", 400),
    ],
    ids=lambda value: None if isinstance(value, int) else value[:60].decode("latin-1"),
)  # fmt: skip
def test_junk_is_refused(shop: Shop, request_: bytes, status: int) -> None:
    answer = send(shop.server, request_)
    assert answer.startswith(f"HTTP/1.1 {status} "), answer[:200]
    assert "\r\nSet-Cookie" not in answer
    assert "Traceback" not in answer


def test_however_a_link_is_written_the_log_does_not_tell_it(shop: Shop) -> None:
    token = shop.open_account("alice").login_link().rpartition("/")[2]
    for path in (
        "/login/{}",
        "/login//{}",
        "/%6cogin/{}",
        "/login/{}/",
        "/x?link=/login/{}",
        "/{}",
    ):
        send(shop.server, f"GET {path.format(token)} HTTP/1.1\r\n".encode() + HOST + b"\r\n")
    assert "/%6cogin/" in shop.server.log
    assert token not in shop.server.log
