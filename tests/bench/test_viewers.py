"""The benchmark's viewers and its arithmetic of deliveries, on a stream of a few events."""

import socket
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from bench.delivery import delays_ms
from bench.listener import Heard, Listener
from bench.sales import Sale
from bench.wire import AnswerUnexpected

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
HELLO = b"31\r\nretry: 2000\n\nevent: hello\nid: 4\ndata: {}\n\n\r\n"
MONEY = b'2f\r\nevent: money\nid: 5\ndata: {"lines": ["txn_a"]}\n\n\r\n'
PAGE = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<p>Money</p>"
BEAT = b"3\r\n:\n\n\r\n"
PATIENCE_SECONDS = 10


class Streams:
    """A server that sends each viewer these pieces, one after the other."""

    def __init__(self, *pieces: bytes) -> None:
        """Listen on a free port."""
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self.asked: list[bytes] = []
        self._open: list[socket.socket] = []
        self._pieces = pieces
        Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Hang up on all."""
        for connection in (*self._open, self._server):
            connection.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self._open.append(connection)
            self.asked.append(connection.recv(1 << 16))
            if not self.asked[-1].startswith(b"GET /live "):
                connection.sendall(PAGE)
                connection.close()
                continue
            for piece in self._pieces:
                connection.sendall(piece)


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def heard_by(listener: Listener, *pieces: bytes, viewers: int = 2) -> list[Heard]:
    streams = Streams(*pieces)
    try:
        listener.open(streams.port, [f"session={n}" for n in range(viewers)], "127.0.0.1")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(listener.events) < viewers and time.monotonic() < deadline:
            listener.listen(0.05)
        assert all(b"Cookie: session=%d\r\n" % n in a for n, a in enumerate(streams.asked))
        return listener.take()
    finally:
        streams.close()


def test_each_viewer_hears_its_events_and_nothing_else(listener: Listener) -> None:
    start = time.monotonic()
    events = heard_by(listener, HEAD + HELLO, BEAT, MONEY)
    assert sorted(event.viewer for event in events) == [0, 1]
    assert all(b"txn_a" in event.event and start < event.at for event in events)
    assert listener.take() == []


def test_an_event_may_come_in_pieces(listener: Listener) -> None:
    (event,) = heard_by(listener, HEAD, HELLO, MONEY[:20], MONEY[20:], viewers=1)
    assert b"txn_a" in event.event


def test_a_viewer_who_looks_asks_for_the_page_at_each_event(listener: Listener) -> None:
    listener.look("/")
    streams = Streams(HEAD + HELLO, MONEY)
    try:
        listener.open(streams.port, ["session=0"], "127.0.0.1")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not listener.pages and time.monotonic() < deadline:
            listener.listen(0.05)
    finally:
        streams.close()
    _, look = streams.asked
    assert look.startswith(b"GET / HTTP/1.1\r\n") and b"Cookie: session=0\r\n" in look
    assert b"X-Background: 1\r\n" in look
    (page,), (event,) = listener.take_pages(), listener.take()
    assert page.event == event.event and page.at > event.at


@pytest.mark.parametrize(
    "sent", [b"HTTP/1.1 401 UNAUTHORIZED\r\n\r\n\n\n", b"HTTP/1.1 503 BUSY\r\n\r\n\n\n"]
)
def test_a_refused_stream_ends_the_measurement(listener: Listener, sent: bytes) -> None:
    with pytest.raises(AnswerUnexpected, match="no stream"):
        heard_by(listener, sent)


def test_a_delivery_counts_from_before_the_sale_to_each_viewer() -> None:
    sales = [Sale("acct_1", "txn_a", 1.0, 1.01), Sale("acct_2", "txn_b", 2.0, 2.01)]
    heard = [
        Heard(0, 1.1, b'data: {"lines": ["txn_a"]}'),
        Heard(1, 1.2, b'data: {"lines": ["txn_a"]}'),
        Heard(2, 2.3, b'data: {"lines": ["txn_b", "txn_of_nobody_here"]}'),
    ]
    viewers = {"acct_1": [0, 1], "acct_2": [2]}
    assert delays_ms(sales, viewers, heard) == pytest.approx([100, 200, 300])


def test_a_delivery_that_is_missed_or_made_twice_ends_the_measurement() -> None:
    sale = Sale("acct_1", "txn_a", 1.0, 1.01)
    once, again = Heard(0, 1.1, b'"txn_a"'), Heard(0, 1.2, b'"txn_a"')
    with pytest.raises(AnswerUnexpected, match="1 of 2 were not told"):
        delays_ms([sale], {"acct_1": [0, 1]}, [once])
    with pytest.raises(AnswerUnexpected, match="twice"):
        delays_ms([sale], {"acct_1": [0]}, [once, again])
