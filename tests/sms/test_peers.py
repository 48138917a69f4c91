"""Providers that hang, fail, drip and repeat themselves, on real sockets, by both channels."""

import logging
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from tests.sms.peer import ENDLESS, FAULTS, HANGS_FOR, REFUSED, TAKEN, Peer, listening
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
Hurry = Callable[[str], None]


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Wait a twentieth of the deadline where no end comes; an answer may take its time."""

    def hurry(fault: str) -> None:
        monkeypatch.setattr(channel, "WAIT_SECONDS", WAIT if fault in ENDLESS else HANGS_FOR)

    return hurry


def attempt(kind: str, peer: Peer) -> Undelivered | None:
    """Send by that channel: how it failed, and that nobody waited for the end."""
    began = monotonic()
    try:
        sender(URLS[kind].format(port=peer.port)).send(TO, BODY)
    except Undelivered as failure:
        return failure
    finally:
        assert monotonic() - began < HANGS_FOR / 2
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
def test_a_provider_costs_one_message_and_five_seconds_at_most(
    kind: str, fault: str, hurry: Hurry
) -> None:
    """C7, T27: whatever it does, nobody waits beyond the deadline and nothing goes out twice."""
    assert channel.WAIT_SECONDS == 5
    hurry(fault)
    rounds(kind, fault, 5)


@pytest.mark.soak
@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", URLS)
def test_two_hundred_messages_each_cost_one(kind: str, fault: str, hurry: Hurry) -> None:
    """C7, T27: the same, two hundred times."""
    hurry(fault)
    rounds(kind, fault, 200)


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", URLS)
def test_a_failure_tells_no_secret(
    kind: str, fault: str, hurry: Hurry, caplog: pytest.LogCaptureFixture
) -> None:
    """B11, C7: no password, path, number or code in an error, its traceback or the log."""
    hurry(fault)
    caplog.set_level(logging.INFO)
    with listening(fault) as peer:
        failure = attempt(kind, peer)
    told = caplog.text + "".join(traceback.format_exception(failure) if failure else "")
    assert not [canary for canary in CANARIES if canary in told]
    if failure:
        assert failure.__cause__ is failure.__context__ is None


def test_a_provider_that_hangs_blocks_a_few_and_refuses_the_rest_at_once(hurry: Hurry) -> None:
    """C7: a hanging provider never takes all of the database's connections with it."""
    hurry("hang")
    with listening("hang") as peer, ThreadPoolExecutor(48) as threads:
        failures = list(threads.map(lambda _: attempt("webhook", peer), range(48)))
        peer.close()
    refused = [it for it in failures if "others are still waiting" in str(it)]
    assert len(refused) == 48 - channel.UNDERWAY_MAX
    assert sum(isinstance(it, Unanswered) for it in failures) == channel.UNDERWAY_MAX
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
