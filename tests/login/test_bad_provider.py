"""A provider that hangs, fails or repeats itself costs nobody anything, from the front door."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from tests.cast import Seller
from tests.login.gate import Gate
from tests.login.visitor import SESSION, Visitor, cookies_set
from tests.outbox import Outbox
from tests.sms.peer import FAULTS, TAKEN, listening
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
    """C7: no 5xx, no session, no second text for one click; then all is well again."""
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
    if fault not in TAKEN:
        assert "could not send" in asked.text
        assert someone.ask().status_code == 303
        assert someone.enter(outbox.code(carla.phone)).location == "/"


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
