"""HTTP/1.1 on a raw keep-alive socket: next to nothing of a measured time is the client's."""

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass

CHUNK = 1 << 18
TIMEOUT_SECONDS = 30
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
BODILESS = {204, 304}


class AnswerUnexpected(RuntimeError):
    """The server answered something else than what was to be measured."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str | None:
        """The header's first value."""
        found = re.search(rf"\r\n{name}: *([^\r]*)".encode(), self.head, re.IGNORECASE)
        return found and found[1].decode("latin-1")

    def cookie(self, name: str) -> str:
        """`name=value`, as the browser sends it back; no jar keeps Secure cookies off https."""
        found = re.search(rf"\r\nset-cookie: *({name}=[^;\r]+)".encode(), self.head, re.IGNORECASE)
        if found is None:
            raise AnswerUnexpected(f"{self.status} without the cookie {name}")
        return found[1].decode()


class Wire:
    """One connection that stays open."""

    def __init__(self, port: int) -> None:
        """Connect to a server on loopback."""
        self._socket = socket.create_connection(("127.0.0.1", port), TIMEOUT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.send = self._socket.sendall

    def receive(self, expected: int) -> Answer:
        """The whole answer; another status than expected ends the measurement."""
        got = self._more(b"")
        while (end := got.find(b"\r\n\r\n")) < 0:
            got = self._more(got)
        status, head = int(got[9:12]), got[:end]
        if status != expected:
            raise AnswerUnexpected(f"{status} instead of {expected}: {got[:400]!r}")
        length = LENGTH.search(head)
        if length is None and status not in BODILESS:
            raise AnswerUnexpected(f"an answer without its length: {head!r}")
        total = end + 4 + (int(length[1]) if length and status not in BODILESS else 0)
        while len(got) < total:
            got = self._more(got)
        return Answer(status, head, got[end + 4 :])

    def ask(self, request: bytes, expected: int = 200) -> Answer:
        """Send a request and wait for its answer."""
        self.send(request)
        return self.receive(expected)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _more(self, got: bytes) -> bytes:
        chunk = self._socket.recv(CHUNK)
        if not chunk:
            raise AnswerUnexpected(f"the server hung up after {got[:200]!r}")
        return got + chunk


def request(
    method: str, path: str, headers: Mapping[str, str] | None = None, body: str = ""
) -> bytes:
    """A request's bytes; a body is a form."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + f"\r\n\r\n{body}").encode()
