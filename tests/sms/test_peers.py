"""Providers that hang, fail, drip and repeat themselves, on real sockets, by both channels."""

import logging
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from tests.sms.peer import FAULTS, REFUSED, TAKEN, Peer, listening
from webapp.sms import channel, sender
from webapp.sms.undelivered import Unanswered, Undelivered

TO, BODY = "+4915112345678", "123456 is your code"
CANARIES = ("hunter2", "hidden-path", "123456", TO)
URLS = {
    "webhook": "http://any:hunter2@127.0.0.1:{port}/hidden-path",
    "gateway": "json://any:hunter2@127.0.0.1:{port}/hidden-path",
}
WAIT = 0.25

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
Listen = Callable[[str], Peer]


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same deadline, ten times as short."""
    monkeypatch.setattr(channel, "WAIT_SECONDS", WAIT)


def attempt(kind: str, peer: Peer) -> Undelivered | None:
    """Send by that channel: how it failed, and that nobody waited longer than the deadline."""
    began = monotonic()
    try:
        sender(URLS[kind].format(port=peer.port)).send(TO, BODY)
    except Undelivered as failure:
        return failure
    finally:
        assert monotonic() - began < WAIT + 0.4
    return None


def rounds(kind: str, fault: str, count: int) -> None:
    """So many messages to a peer with that fault."""
    with listening(fault) as peer:
        attempt(kind, peer)  # which loads what must be loaded
        peer.requests.clear()
        for _ in range(count):
            failure = attempt(kind, peer)
            is_taken = fault in TAKEN and (kind, fault) != ("gateway", "drip body")
            assert (failure is None) == is_taken, (fault, failure)
            is_sure = is_taken or (kind, fault) == ("webhook", *REFUSED)
            assert isinstance(failure, Unanswered) is not is_sure
        assert len(peer.requests) == count, "each message goes out once"
        peer.close()


@pytest.fixture
def _loaded() -> None:
    """Apprise takes its time to load, once."""
    from apprise import Apprise

    Apprise().add("json://localhost")


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", URLS)
def test_a_provider_costs_one_message_and_five_seconds_at_most(kind: str, fault: str) -> None:
    """C7, T27: whatever it does, nobody waits beyond the deadline and nothing goes out twice."""
    rounds(kind, fault, 5)


@pytest.mark.soak
@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", URLS)
def test_two_hundred_messages_each_cost_one(kind: str, fault: str) -> None:
    """C7, T27: the same, two hundred times."""
    monotonic()
    rounds(kind, fault, 200)


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", URLS)
def test_a_failure_tells_no_secret(kind: str, fault: str, caplog: pytest.LogCaptureFixture) -> None:
    """B11, C7: no password, path, number or code in an error, its traceback or the log."""
    caplog.set_level(logging.INFO)
    with listening(fault) as peer:
        failure = attempt(kind, peer)
    told = caplog.text + "".join(traceback.format_exception(failure) if failure else "")
    assert not [canary for canary in CANARIES if canary in told]
    if failure:
        assert failure.__cause__ is failure.__context__ is None


def test_a_provider_that_hangs_blocks_a_few_and_refuses_the_rest_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """C7: a hanging provider never takes all of the database's connections with it."""
    with listening("hang") as peer:
        url = URLS["webhook"].format(port=peer.port)

        def send(_: int) -> float:
            began = monotonic()
            with pytest.raises(Undelivered) as failure:
                sender(url).send(TO, BODY)
            took = monotonic() - began
            assert isinstance(failure.value, Unanswered) == (took >= WAIT)
            return took

        with ThreadPoolExecutor(48) as threads:
            waits = list(threads.map(send, range(48)))
        assert sum(wait >= WAIT for wait in waits) <= channel.UNDERWAY_MAX
        assert len(peer.requests) <= channel.UNDERWAY_MAX


@pytest.fixture(autouse=True)
def _free_places() -> Iterator[None]:
    """What hangs in one test takes no place from the next."""
    own, channel._underway = channel._underway, channel._underway.__class__(channel.UNDERWAY_MAX)
    yield
    channel._underway = own


def test_messages_are_counted_by_how_they_ended() -> None:
    """C7: operators see that a provider fails."""
    sent = channel.sent_total["sms"].labels

    def count() -> tuple[float, float]:
        return sent("ok")._value.get(), sent("failed")._value.get()

    ok, failed = count()
    with listening("double") as good, listening("500") as bad:
        attempt("webhook", good)
        attempt("webhook", bad)
    assert count() == (ok + 1, failed + 1)


@pytest.mark.usefixtures("_loaded")
def test_a_receiver_with_odd_signs_is_still_one_receiver() -> None:
    """An address is no place to write settings of the gateway into."""
    with listening("double") as peer:
        url = f"json://127.0.0.1:{peer.port}/sms?format=text"
        sender(url, "mail").send("a?method=GET&x=/b#c@example.com", BODY)
        (request,) = peer.requests
    assert request.startswith(b"POST /sms/a")
    assert request.split()[1].count(b"/") == 2
