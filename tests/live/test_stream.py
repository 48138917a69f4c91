"""`/live`: what comes is told at once, in order, once; and a break loses nothing."""

import pytest

from tests.live.ear import sell, sign_in
from tests.shop import Shop

JUNK = ("", "x", "-1", "1.5", "1e3", "9" * 19, "9" * 18, "1, 2", "null", "1" * 4_000)


def test_a_stream_says_hello_and_is_neither_kept_nor_gathered(shop: Shop) -> None:
    ear = sign_in(shop.open_account("alice")).listen()
    (hello,) = ear.count(1)
    assert ear.text.startswith("retry: 2000\n\n")
    assert (hello.name, hello.id, hello.told) == ("hello", "0", {"revision": 0})
    headers = ear.answer.headers
    assert headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Accel-Buffering"] == "no"
    assert "Content-Encoding" not in headers
    ear.stop()


def test_money_is_told_at_once_in_order_and_once(shop: Shop) -> None:
    alice = shop.open_account("alice")
    browser = sign_in(alice)
    first, second = browser.listen(), browser.listen()
    for ear in (first, second):
        ear.count(1)
    sold = [sell(alice, amount) for amount in range(100, 130)]
    for ear in (first, second):
        ear.hear(sold)
        assert {event.name for event in ear.events[1:]} == {"money"}
        told = [int(event.id) for event in ear.events]
        assert told == sorted(set(told))
        assert told == [event.told["revision"] for event in ear.events]
        ear.stop()


def test_a_sale_is_told_within_moments(shop: Shop) -> None:
    alice = shop.open_account("alice")
    ear = sign_in(alice).listen()
    ear.count(1)
    line = sell(alice)
    ear.hear([line])
    assert ear.events[-1].told == {"revision": 1, "lines": [line], "more": False}
    ear.stop()


def test_nobody_hears_of_anothers_money(shop: Shop) -> None:
    alice, bob = shop.open_account("alice"), shop.open_account("bob")
    alices, bobs = sign_in(alice).listen(), sign_in(bob).listen()
    for ear in (alices, bobs):
        ear.count(1)
    mine, theirs = sell(alice), sell(bob)
    alices.hear([mine])
    bobs.hear([theirs])
    for ear in (alices, bobs):
        ear.stop()


def test_a_break_loses_nothing(shop: Shop) -> None:
    alice = shop.open_account("alice")
    browser = sign_in(alice)
    ear = browser.listen()
    ear.count(1)
    ear.hear([sell(alice)])
    ear.stop()
    missed = [sell(alice), sell(alice)]
    resumed = browser.listen(**{"Last-Event-ID": ear.events[-1].id})
    resumed.hear(missed)
    resumed.hear([*missed, sell(alice)])
    resumed.stop()


def test_who_knows_all_is_told_nothing(shop: Shop) -> None:
    alice = shop.open_account("alice")
    browser = sign_in(alice)
    sell(alice)
    ear = browser.listen(**{"Last-Event-ID": "1"})
    line = sell(alice)
    ear.hear([line])
    assert len(ear.events) == 1
    ear.stop()


def test_a_page_that_was_read_at_a_revision_misses_nothing_since(shop: Shop) -> None:
    alice = shop.open_account("alice")
    browser = sign_in(alice)
    lines = [sell(alice), sell(alice)]
    ear = browser.listen("/live?since=1")
    ear.hear(lines[1:])
    ear.stop()


def test_of_many_the_newest_hundred_are_told(shop: Shop) -> None:
    alice = shop.open_account("alice")
    browser = sign_in(alice)
    sold = [sell(alice) for _ in range(103)]
    ear = browser.listen(**{"Last-Event-ID": "0"})
    (event,) = ear.count(1)
    assert event.told == {"revision": 103, "lines": sold[3:], "more": True}
    ear.stop()


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.engine("sqlite")
def test_what_is_no_revision_begins_anew(shop: Shop, junk: str) -> None:
    alice = shop.open_account("alice")
    sell(alice)
    ear = sign_in(alice).listen(**{"Last-Event-ID": junk})
    (hello,) = ear.count(1)
    assert (hello.name, hello.id) == ("hello", "1")
    ear.stop()


def test_a_stranger_hears_nothing(shop: Shop) -> None:
    browser = sign_in(shop.open_account("alice"))
    browser.cookies = {"__Host-session": "x" * 43}
    answer = browser.send("GET", "/live")
    assert (answer.status_code, answer.content) == (401, b"")
