"""What a page asks by itself keeps no session alive: a page left open dies on time."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.visitor import Visitor

NewVisitor = Callable[..., Visitor]
MINUTE = 60
POLL = {"HX-Request": "true", "X-Background": "1"}


@pytest.mark.parametrize("every", [15, 59, 60, 61, 300])
def test_a_page_that_polls_dies_after_fifteen_minutes(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture, every: int
) -> None:
    """D4: sixteen minutes of polling; it answers until the fifteenth and then never again."""
    someone = visitor()
    someone.come_in(alice)
    for passed in range(every, 16 * MINUTE + 1, every):
        clock.shift(every)
        answer = someone.get("/activity", **POLL)
        assert answer.status_code == (200 if passed < 15 * MINUTE else 401), passed
    assert not someone.is_in


def test_a_poll_for_what_is_known_keeps_nothing_alive_either(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """D4: the same by the short way, where a poll is answered 304 before the app is entered."""
    someone = visitor()
    someone.come_in(alice)
    known = someone.get("/activity", **POLL).headers["ETag"]
    for minute in range(1, 15):
        clock.shift(MINUTE)
        answer = someone.get("/activity", **POLL, **{"If-None-Match": known})
        assert answer.status_code == 304, minute
    clock.shift(MINUTE)
    assert someone.get("/activity", **POLL, **{"If-None-Match": known}).status_code == 401


def test_a_person_s_own_look_keeps_it_alive_by_the_short_way_too(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """D4: only what says that nobody is at the page is left out."""
    someone = visitor()
    someone.come_in(alice)
    asked = {"HX-Request": "true"}
    known = someone.get("/activity", **asked).headers["ETag"]
    for _ in range(4):
        clock.shift(14 * MINUTE)
        looked = someone.get("/activity", **asked, **{"If-None-Match": known})
        assert looked.status_code == 304


@pytest.mark.usefixtures("brief_streams")
def test_the_stream_of_changes_keeps_nothing_alive(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """D4: the live stream is background, whether it says so or not."""
    someone = visitor()
    someone.come_in(alice)
    for minute in range(1, 16):
        clock.shift(MINUTE)
        stream = someone.get("/live")
        assert stream.status_code == (200 if minute < 15 else 401), minute
        assert stream.text.count("event: hello") == (minute < 15)
    assert not someone.is_in


@pytest.mark.engine("sqlite")
def test_polling_between_two_looks_does_no_harm(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """D4: the person's own requests count from the last of them."""
    someone = visitor()
    someone.come_in(alice)
    for _ in range(5):
        for _ in range(14):
            clock.shift(MINUTE)
            assert someone.get("/activity", **POLL).status_code == 200
        assert someone.is_in
