"""A provider on a real socket that behaves as badly as providers do."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

HANGS_FOR = 30
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
FAILED = OK.replace(b"200 OK", b"500 Secret Trouble")
ELSEWHERE = b"HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
FAULTS = ("hang", "reset", "500", "drip", "drip body", "double", "307", "silence", "junk")
TAKEN = {"double", "drip body"}
"""Faults that come behind an answer which says that the message was taken."""
ENDLESS = {"hang", "drip", "drip body"}
"""Faults that nobody sees the end of."""
REFUSED = {"307"}
"""Faults that say that it was not; with all others nobody can tell."""


@dataclass
class Peer:
    """Answers each connection with one fault, and counts what was asked of it."""

    fault: str
    port: int = 0
    requests: list[bytes] = field(default_factory=list)
    _closing: Event = field(default_factory=Event)

    def answer(self, connection: socket.socket) -> None:
        """Read one request, then misbehave."""
        with connection, suppress(OSError):
            self.requests.append(_read(connection))
            if self.fault == "hang":
                self._closing.wait(HANGS_FOR)
            elif self.fault == "reset":
                linger = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            elif self.fault.startswith("drip"):
                self._drip(connection)
            else:
                connection.sendall(ANSWERS[self.fault])

    def _drip(self, connection: socket.socket) -> None:
        head = b"HTTP/1.1 200 OK\r\n"
        if self.fault == "drip body":
            head += b"Content-Length: 1000\r\n\r\n"
        connection.sendall(head)
        while not self._closing.wait(0.05):
            connection.sendall(b"X")

    def close(self) -> None:
        """Let all who wait go."""
        self._closing.set()


ANSWERS = {
    "500": FAILED,
    "double": OK + OK,
    "307": ELSEWHERE,
    "silence": b"",
    "junk": b"\x00\xff" * 100,
}


def _read(connection: socket.socket) -> bytes:
    """The request, up to the end of its body."""
    content = b""
    while b"\r\n\r\n" not in content:
        content += connection.recv(65_536)
    head, _, body = content.partition(b"\r\n\r\n")
    lines = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while len(body) < int(lines[0].split(b":")[1]):
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


@contextmanager
def listening(fault: str) -> Iterator[Peer]:
    """A peer with that fault, on loopback."""
    peer = Peer(fault)
    with socket.create_server(("127.0.0.1", 0)) as server:
        peer.port = server.getsockname()[1]

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection = server.accept()[0]
                    Thread(target=peer.answer, args=(connection,), daemon=True).start()

        Thread(target=serve, daemon=True).start()
        try:
            yield peer
        finally:
            peer.close()
            server.shutdown(socket.SHUT_RDWR)
