"""Open streams of `/live`, and what they hear: one selector for all, nothing between events.

Who looks does as the page does: at each event the overview is asked for again.
"""

import resource
import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from bench.wire import CHUNK, AnswerUnexpected, request

OPENING_AT_ONCE = 50
PATIENCE_SECONDS = 120
EVENT_END = b"\n\n"
PATH = "/live"
OWN = {"Sec-Fetch-Site": "same-origin"}
LOOK = OWN | {"HX-Request": "true", "HX-Request-Type": "full", "X-Background": "1"}
LOOK |= {"Accept-Encoding": "br", "Connection": "close"}


class Heard(NamedTuple):
    """An event, by its text; which viewer heard it, and when (monotonic, in seconds)."""

    viewer: int
    at: float
    event: bytes


@dataclass(slots=True)
class _Ear:
    """One connection, and what came of an event that is not whole yet."""

    viewer: int
    socket: socket.socket
    asks: dict[str, str]
    rest: bytes = b""


@dataclass(slots=True)
class _Eye:
    """A page on its way to a viewer who was told of something."""

    ear: _Ear
    socket: socket.socket
    event: bytes
    page: bytes = b""


class Listener:
    """The streams of one process, and what they heard."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self.events: list[Heard] = []
        self.pages: list[Heard] = []
        self.selector = selectors.DefaultSelector()
        self._viewers = self._greeted = 0
        self._looks_at = ""
        _allow_many_sockets()

    def open(self, port: int, cookies: Sequence[str], source: str) -> None:
        """Open so many streams, a few at a time: a server that starts is not stormed."""
        waiting, asked = iter(cookies), self._viewers
        wanted, deadline = asked + len(cookies), time.monotonic() + PATIENCE_SECONDS
        while self._greeted < wanted:
            for cookie in islice(waiting, OPENING_AT_ONCE - (asked - self._greeted)):
                self._connect(port, cookie, source)
                asked += 1
            self.listen(0.1)
            if time.monotonic() > deadline:
                raise AnswerUnexpected(f"{self._greeted} of {wanted} streams were greeted")

    def look(self, path: str) -> None:
        """Ask for this page at each event from now on."""
        self._looks_at = path

    def close(self) -> None:
        """Hang up on all."""
        for key in list(self.selector.get_map().values()):
            if isinstance(key.data, _Ear | _Eye):
                key.data.socket.close()
        self.selector.close()

    def take(self) -> list[Heard]:
        """What was heard since the last call."""
        taken, self.events = self.events, []
        return taken

    def take_pages(self) -> list[Heard]:
        """The same of the pages that were asked for and came."""
        taken, self.pages = self.pages, []
        return taken

    def listen(self, seconds: float | None) -> list[Any]:
        """Hear what there is; wait at most so long for the first. Says what else is ready."""
        others = []
        for key, _ in self.selector.select(seconds):
            if isinstance(key.data, _Ear):
                self._hear(key.data)
            elif isinstance(key.data, _Eye):
                self._see(key.data)
            else:
                others.append(key.fileobj)
        return others

    def _connect(self, port: int, cookie: str, source: str) -> None:
        wire = socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS, (source, 0))
        asks = {"Cookie": cookie}
        wire.sendall(request("GET", PATH, OWN | asks | {"Accept": "text/event-stream"}))
        wire.setblocking(False)
        self.selector.register(wire, selectors.EVENT_READ, _Ear(self._viewers, wire, asks))
        self._viewers += 1

    def _hear(self, ear: _Ear) -> None:
        sent, at = ear.socket.recv(CHUNK), time.monotonic()
        if not sent:
            raise AnswerUnexpected(f"viewer {ear.viewer} was hung up on after {ear.rest[-400:]!r}")
        *events, ear.rest = (ear.rest + sent).split(EVENT_END)
        for event in events:
            if b"event: hello" in event:
                self._greeted += 1
            elif b"event: " in event:
                self.events.append(Heard(ear.viewer, at, event))
                if self._looks_at:
                    self._ask(ear, event)
            elif event.startswith(b"HTTP/1.1 ") and not event.startswith(b"HTTP/1.1 200 "):
                raise AnswerUnexpected(f"no stream: {event[:400]!r}")

    def _ask(self, ear: _Ear, event: bytes) -> None:
        (source, _), server = ear.socket.getsockname(), ear.socket.getpeername()
        wire = socket.create_connection(server, PATIENCE_SECONDS, (source, 0))
        wire.sendall(request("GET", self._looks_at, LOOK | ear.asks))
        wire.setblocking(False)
        self.selector.register(wire, selectors.EVENT_READ, _Eye(ear, wire, event))

    def _see(self, eye: _Eye) -> None:
        sent = eye.socket.recv(CHUNK)
        eye.page += sent
        if sent:
            return
        if not eye.page.startswith(b"HTTP/1.1 200 "):
            raise AnswerUnexpected(f"no page: {eye.page[:400]!r}")
        self.pages.append(Heard(eye.ear.viewer, time.monotonic(), eye.event))
        self.selector.unregister(eye.socket)
        eye.socket.close()


def _allow_many_sockets() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
