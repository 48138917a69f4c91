"""Who reads slowly holds nobody up, and is told the rest at once when it reads again."""

import re
import socket
import time
from typing import Any

import pytest
import requests

from tests.live.ear import Browser, sell, sign_in
from tests.live.told import told_by
from tests.shop import Shop, ShopSeller

RUSHES, LINES_EACH = 24, 90
BETWEEN_SECONDS = 0.3  # longer than events are gathered, so that each rush would be one
WINDOW_BYTES = 2_048


class SlowReader:
    """A stream on a socket with next to no room, which nobody reads for now."""

    def __init__(self, browser: Browser) -> None:
        """Ask, and read no more than that there is an answer."""
        host, port = browser.site.removeprefix("http://").split(":")
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW_BYTES)
        self._socket.settimeout(10)
        self._socket.connect((host, int(port)))
        token = browser.cookies["__Host-session"]
        ask = f"GET /live HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: __Host-session={token}\r\n\r\n"
        self._socket.sendall(ask.encode())
        self.text = self._socket.recv(64)

    def read_until(self, words: bytes) -> list[dict[str, Any]]:
        """Read on until that was said; what all the events of money tell."""
        while words not in self.text:
            self.text += self._socket.recv(65_536)
        # Each event was sent as a chunk, between a length and an empty line.
        events = re.findall(rb"event: money\nid: \d+\ndata: [^\n]+\n\n", self.text)
        return [told_by(event) for event in events]

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


def rush(seller: ShopSeller, number: int) -> None:
    """Many lines at once."""
    line = {"type": "charge", "amount": "100", "currency": "eur"}
    sent = {f"lines[{n}][{name}]": value for n in range(LINES_EACH) for name, value in line.items()}
    key = seller.shop.test._requestor._options.api_key
    answer = requests.post(
        f"{seller.shop.server.url}/v1/balance_transactions",
        data=sent,
        headers={"Authorization": f"Bearer {key}", "Stripe-Account": seller.id},
        timeout=30,
    )
    assert answer.status_code == 200, (number, answer.text)


@pytest.mark.engine("sqlite")
def test_a_slow_reader_holds_nobody_up_and_misses_nothing_unsaid(shop: Shop) -> None:
    """Fifty kilobytes do not fit on the way, so the server waits; then one event says the rest."""
    alice = shop.open_account("alice")
    browser = sign_in(alice)
    slow, quick = SlowReader(browser), browser.listen()
    quick.count(1)
    for number in range(RUSHES):
        rush(alice, number)
        time.sleep(BETWEEN_SECONDS)
    last = sell(alice)
    quick.until(lambda ear: last in ear.lines)
    told = slow.read_until(last.encode())
    assert [event["revision"] for event in told] == sorted({e["revision"] for e in told})
    assert told[-1]["revision"] == RUSHES + 1
    assert len(told) < len(quick.events) - 1
    heard = [line for event in told for line in event["lines"]]
    assert [line for line in quick.lines if line in set(heard)] == heard
    assert len(heard) == len(quick.lines) or any(event["more"] for event in told)
    slow.close()
    quick.stop()
