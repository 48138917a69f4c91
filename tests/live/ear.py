"""A browser's ear at `/live`: it reads a stream over real HTTP, event by event."""

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests

from tests.shop import ShopSeller

PATIENCE_SECONDS = 10.0
OWN = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Event:
    """One event as it was sent, and when it came."""

    name: str
    id: str
    told: dict[str, Any]
    at: float

    @property
    def lines(self) -> list[str]:
        """Ids of the lines that it tells of."""
        return list(self.told.get("lines", ()))


@dataclass
class Browser:
    """A seller's browser on a running server."""

    site: str
    cookies: dict[str, str] = field(default_factory=dict)

    def send(self, method: str, path: str, **more: Any) -> requests.Response:
        """One request with our cookies, which plain http would not give to `requests`."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = OWN | {"Cookie": kept} | more.pop("headers", {})
        url = f"{self.site}{path}"
        answer = requests.request(
            method, url, headers=headers, allow_redirects=False, timeout=30, **more
        )
        for line in answer.raw.headers.getlist("Set-Cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def enter(self, link: str, code: Callable[[], str]) -> None:
        """Follow the link, ask for a code, type it."""
        self.send("GET", urlsplit(link).path)
        self.send("POST", "/verify/send")
        assert self.send("POST", "/verify", data={"code": code()}).status_code == 303

    def listen(self, path: str = "/live", **headers: str) -> "Ear":
        """Open a stream."""
        return Ear(self.send("GET", path, headers=headers, stream=True))


class Ear:
    """Reads a stream in a thread of its own."""

    def __init__(self, answer: requests.Response) -> None:
        """Begin to listen."""
        assert answer.status_code == 200, answer.status_code
        self.answer, self.events, self.text = answer, list[Event](), ""
        self.is_over = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()

    def until(self, is_told: Callable[["Ear"], bool]) -> "Ear":
        """Wait until that is so."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_told(self):
            assert time.monotonic() < deadline, f"heard only {self.text!r}"
            time.sleep(0.005)
        return self

    def count(self, events: int) -> list[Event]:
        """All events, once there are so many."""
        return self.until(lambda ear: len(ear.events) >= events).events

    @property
    def lines(self) -> list[str]:
        """Ids of all the lines that were told, in the order of telling."""
        return [line for event in self.events for line in event.lines]

    def hear(self, lines: list[str]) -> None:
        """Wait until as many lines were told as these; they must be these, in this order."""
        assert self.until(lambda ear: len(ear.lines) >= len(lines)).lines == lines

    def stop(self) -> None:
        """Hang up: not by closing, which would wait for whoever reads."""
        self.answer.raw._fp.fp.raw._sock.shutdown(socket.SHUT_RDWR)

    def _read(self) -> None:
        rest = ""
        try:
            for chunk in self.answer.iter_content(None):
                self.text += chunk.decode()
                *whole, rest = f"{rest}{chunk.decode()}".split("\n\n")
                self.events += filter(None, map(_event, whole))
        except (requests.RequestException, OSError, ValueError, AttributeError):
            pass  # hung up
        self.is_over.set()


def _event(block: str) -> Event | None:
    """What a block says; comments and retries are no events."""
    fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
    if "event" not in fields:
        return None
    told = json.loads(fields["data"])
    return Event(fields["event"], fields.get("id", ""), told, time.monotonic())


def sign_in(seller: ShopSeller) -> Browser:
    """By the front door."""
    browser = Browser(seller.shop.server.url)
    browser.enter(seller.login_link(), lambda: seller.code)
    return browser


def sell(seller: ShopSeller, amount: int = 1_000) -> str:
    """A sale; the id of the line that it writes."""
    sale: Any = {"amount": amount, "currency": "eur", "source": "tok_bypassPending"}
    charge = seller.shop.test.v1.charges.create(sale, seller.acting)
    return str(charge.balance_transaction)
