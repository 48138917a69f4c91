"""A provider that hangs, fails or repeats itself costs nobody anything, from the front door."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.gate import Gate
from tests.login.visitor import SESSION, Visitor, cookies_set
from tests.outbox import Outbox
from tests.sms.peer import FAULTS, REFUSED, TAKEN, Peer, listening
from webapp.sms import channel, sender

NewVisitor = Callable[..., Visitor]
WAIT = 0.3


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "WAIT_SECONDS", WAIT)


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("fault", FAULTS)
def test_one_click_is_one_message_and_no_fault_of_ours(
    visitor: NewVisitor, carla: Seller, gate: Gate, outbox: Outbox, fault: str
) -> None:
    """C7: no 5xx, no session, no second text for one click; what was delivered opens all the same.

    What was not may be asked for again at once.
    """
    someone = visitor()
    someone.follow(carla.login_link())
    with listening(fault) as peer:
        gate.shut(sender(f"http://any:secret@127.0.0.1:{peer.port}/sms"))
        asked = someone.ask()
        assert len(peer.requests) == 1
    assert asked.status_code == (303 if fault in TAKEN else 424)
    assert SESSION not in cookies_set(asked)
    assert not someone.is_in
    gate.reopen()
    if fault in REFUSED:
        assert "could not send" in asked.text
        assert someone.enter(code_in(peer)).status_code == 422
        assert someone.ask().status_code == 303
        assert someone.enter(outbox.code(carla.phone)).location == "/"
    else:
        assert ("may be late" in asked.text) == (fault not in TAKEN)
        assert someone.enter(code_in(peer)).location == "/"


def test_a_provider_that_delivers_too_late_makes_no_code_worthless(
    visitor: NewVisitor, carla: Seller, gate: Gate, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C7: the page takes the code and says that it may come; another is had after the usual pause.

    It replaces the late one, and neither takes more of the number's share than a text does.
    """
    with listening("hang") as peer:
        gate.shut(sender(f"http://any:secret@127.0.0.1:{peer.port}/sms"))
        for _ in range(4):
            late = visitor()
            late.follow(carla.login_link())
            assert late.ask().status_code == 424
        told = late.get("/verify").text
    assert "one-time-code" in told
    assert 'data-countdown="30"' in told
    gate.reopen()
    assert late.ask().status_code == 429
    clock.shift(30)
    assert late.ask().status_code == 303
    newest = outbox.code(carla.phone)
    if code_in(peer) != newest:
        assert late.enter(code_in(peer)).status_code == 422
    assert late.enter(newest).location == "/"


def test_a_mail_that_comes_too_late_opens_too(
    visitor: NewVisitor, carla: Seller, app: Flask, outbox: Outbox
) -> None:
    """C7: the same by the other way."""
    someone = visitor()
    someone.follow(carla.login_link())
    with listening("hang") as peer:
        own = app.extensions["mail"]
        app.extensions["mail"] = sender(f"http://any:secret@127.0.0.1:{peer.port}/m", "mail")
        asked = someone.post("/verify/send", way="email")
        app.extensions["mail"] = own
    assert (asked.status_code, "may be late" in asked.text) == (424, True)
    assert someone.post("/verify/send", way="email").status_code == 429
    assert someone.enter(code_in(peer)).location == "/"


def code_in(peer: Peer) -> str:
    """The code in the newest message that the provider got."""
    body = json.loads(peer.requests[-1].partition(b"\r\n\r\n")[2])["body"]
    found = re.match(r"\d{6,8}", body)
    assert found, body
    return found[0]


def test_nobody_waits_for_the_database_while_a_provider_hangs(
    visitor: NewVisitor, alice: Seller, bob: Seller, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C7: no transaction is held open while a message is on its way."""
    monkeypatch.setattr(channel, "WAIT_SECONDS", 2)
    someone = visitor()
    someone.follow(alice.login_link())
    with listening("hang") as peer, ThreadPoolExecutor(1) as thread:
        gate.shut(sender(f"http://any:secret@127.0.0.1:{peer.port}/sms"))
        asked = thread.submit(someone.ask)
        while not peer.requests:
            sleep(0.005)
        bob.login_link()
        assert not asked.done()
        assert asked.result().status_code == 424
