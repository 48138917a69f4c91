"""A stream ends with its session, however that ends, and with the process; never by itself."""

import signal
import time
from collections.abc import Callable
from contextlib import ExitStack

import pytest
import requests

from tests.dashboard_server import DashboardServer
from tests.live.behind import change_row
from tests.live.ear import Browser, Ear, sell, sign_in
from tests.shop import Shop, open_shop, sdk
from webapp.live.events import come_back

STREAMS_MAX = 20
ENDED_WITHIN_SECONDS = 3.0
MODES = ("test", "live")
STOPPED_WITHIN_SECONDS = 8.0  # of its ten
IDLE = 15 * 60


def ends_with_over(ear: Ear) -> bool:
    """It said so, then closed; within moments."""
    assert ear.is_over.wait(ENDED_WITHIN_SECONDS), ear.text
    return ear.events[-1].name == "over"


@pytest.fixture
def ears(shop: Shop) -> tuple[Browser, Ear, Ear]:
    """Two browsers of Alice's that both listen; the first of them can do things, too."""
    alice = shop.open_account("alice")
    first = sign_in(alice)
    ears = first.listen(), sign_in(alice).listen()
    for ear in ears:
        ear.count(1)
    return first, *ears


def test_signing_out_ends_it_and_no_others(ears: tuple[Browser, Ear, Ear]) -> None:
    """D5: the stream of that browser, at once."""
    browser, own, other = ears
    browser.send("POST", "/signout")
    assert ends_with_over(own)
    assert not other.is_over.is_set()
    other.stop()


def test_signing_out_everywhere_ends_all(ears: tuple[Browser, Ear, Ear]) -> None:
    """D5: what is revoked elsewhere ends, too."""
    browser, own, other = ears
    browser.send("POST", "/signout/everywhere")
    assert ends_with_over(own)
    assert ends_with_over(other)


def test_an_account_that_is_deleted_hears_no_more(shop: Shop) -> None:
    closed, other = shop.open_account("alice"), shop.open_account("bob")
    ears = [sign_in(seller).listen() for seller in (closed, other)]
    for ear in ears:
        ear.count(1)
    shop.test.v1.accounts.delete(closed.id)
    assert ends_with_over(ears[0])
    ears[1].hear([sell(other)])
    ears[1].stop()


def test_what_an_operator_ends_is_over_at_once(server: DashboardServer) -> None:
    """D5, D10: by a command, so by another process; of one account, then of a whole platform."""
    made = server.create_platform("Shut")
    with ExitStack() as closing:
        shop = Shop(server, *(sdk(server, made[f"{m}_secret_key"], closing) for m in MODES))
        sellers = shop.open_account("alice"), shop.open_account("bob")
        alices, bobs = (sign_in(seller).listen() for seller in sellers)
        alices.count(1)
        server.flask("sessions", "end", "--account", sellers[0].id)
        assert ends_with_over(alices)
        assert not bobs.is_over.is_set()
        server.flask("platform", "disable", made["id"])
        assert ends_with_over(bobs)


def test_a_stream_keeps_no_session_alive_and_ends_with_it(shop: Shop) -> None:
    """D3, D4: nobody was at the page for long enough, though its stream was open all the while."""
    alice = shop.open_account("alice")
    used, unused = sign_in(alice), sign_in(alice)
    last_seen = int(time.time()) - IDLE + 3
    change_row(
        shop.server, "UPDATE session SET seen_at = ? WHERE account_id = ?", last_seen, alice.id
    )
    ears = used.listen(), unused.listen()
    for ear in ears:
        ear.count(1)
    used.send("GET", "/settings")
    assert ears[1].is_over.wait(8)
    assert ears[1].events[-1].name == "over"
    assert not ears[0].is_over.is_set()
    assert unused.send("GET", "/live").status_code == 401
    ears[0].hear([sell(alice)])
    ears[0].stop()


def test_a_session_under_a_new_token_comes_back_with_that(shop: Shop) -> None:
    """It is not over, so its stream does not say so."""
    alice = shop.open_account("alice")
    ear = sign_in(alice).listen()
    ear.count(1)
    change_row(
        shop.server, "UPDATE session SET digest = ? WHERE account_id = ?", "x" * 64, alice.id
    )
    sell(alice)
    assert ear.is_over.wait(ENDED_WITHIN_SECONDS)
    assert "over" not in ear.text
    ear.answer.close()


def test_the_oldest_of_too_many_goes(shop: Shop) -> None:
    alice = shop.open_account("alice")
    browser = sign_in(alice)
    ears = [browser.listen() for _ in range(STREAMS_MAX)]
    for ear in ears:
        ear.count(1)
    ears.append(browser.listen())
    assert ears[0].is_over.wait(ENDED_WITHIN_SECONDS)
    assert ears[0].text.endswith("retry: 60000\n\n")
    line = sell(alice)
    for ear in ears[1:]:
        ear.hear([line])
        ear.stop()


def test_a_worker_that_stops_sends_its_viewers_elsewhere(
    engine: str, start_server: Callable[..., DashboardServer]
) -> None:
    """It neither waits for them nor cuts them off, and it is gone in less than its grace."""
    server = start_server(engine)
    with ExitStack() as closing:
        browser = sign_in(open_shop(server, "Acme", closing).open_account("alice"))
        ears = [browser.listen() for _ in range(5)]
    for ear in ears:
        ear.count(1)
    started = time.monotonic()
    assert server.stop(signal.SIGTERM) == 0
    assert time.monotonic() - started < STOPPED_WITHIN_SECONDS
    for ear in ears:
        assert ear.is_over.wait(1)
        assert ear.text.rpartition("retry: ")[2].strip().isdecimal()
        assert "over" not in ear.text
    assert "graceful timeout" not in server.log
    assert "Traceback" not in server.log


@pytest.mark.parametrize(("viewers", "latest"), [(1, 4_500), (1_000, 4_500), (5_000, 10_500)])
def test_many_come_back_further_apart(viewers: int, latest: int) -> None:
    """Not all in one moment, but surely."""
    told = {int(come_back(viewers).rpartition(b"retry: ")[2]) for _ in range(300)}
    assert 500 <= min(told) < max(told) < latest
    assert max(told) > latest * 0.9


def test_open_streams_are_counted(shop: Shop) -> None:
    ear = sign_in(shop.open_account("alice")).listen()
    ear.count(1)
    told = requests.get(f"{shop.server.url}/metrics", timeout=5).text
    (count,) = [line for line in told.splitlines() if line.startswith("live_streams ")]
    assert float(count.split()[1]) >= 1
    ear.stop()
