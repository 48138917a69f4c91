"""The benchmark's own HTTP client: whole answers only, and only the expected ones."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.wire import AnswerUnexpected, Wire, request

Serve = Callable[[list[bytes]], Wire]


@pytest.fixture
def wire_to() -> Iterator[Serve]:
    """A connection to a server that sends these pieces, each one when it is asked for more."""
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor() as pool:
        wires: list[Wire] = []

        def serve(pieces: list[bytes]) -> Wire:
            def answer() -> None:
                with server.accept()[0] as connection:
                    for piece in pieces:
                        connection.recv(1 << 16)
                        connection.sendall(piece)

            pool.submit(answer)
            wires.append(Wire(server.getsockname()[1]))
            return wires[-1]

        yield serve
        for wire in wires:
            wire.close()


def test_answers_are_told_apart_by_their_length(wire_to: Serve) -> None:
    wire = wire_to(
        [
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: __Host-session=t; Path=/\r\n\r\n"
            b"hello",
            b"HTTP/1.1 304 NOT MODIFIED\r\nETag: x\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi",
        ]
    )
    first = wire.ask(request("GET", "/"))
    assert (first.status, first.body) == (200, b"hello")
    assert first.cookie("__Host-session") == "__Host-session=t"
    assert wire.ask(request("GET", "/"), 304).header("etag") == "x"
    assert wire.ask(request("GET", "/")).body == b"hi"


@pytest.mark.parametrize(
    "sent",
    [
        b"HTTP/1.1 500 INTERNAL SERVER ERROR\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
    ],
)
def test_another_answer_ends_the_measurement(wire_to: Serve, sent: bytes) -> None:
    with pytest.raises(AnswerUnexpected):
        wire_to([sent]).ask(request("GET", "/"))


def test_a_form_names_its_length() -> None:
    sent = request("POST", "/verify", {"Cookie": "a=b"}, "code=000000")
    assert sent.startswith(b"POST /verify HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\r\n")
    assert b"Content-Length: 11\r\n" in sent and sent.endswith(b"\r\n\r\ncode=000000")
