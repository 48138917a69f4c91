"""Nobody learns whose address is known: everybody sees the same bytes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.gate import Gate
from tests.login.visitor import Visitor, bare
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


@pytest.fixture
def strangers(acme: Platform, alice: Seller) -> list[str]:
    """Addresses that open nothing: a test account's, those of other types, a closed one's."""
    others = [
        open_account(acme, "custom", livemode=True, type="custom"),
        open_account(acme, "standard", livemode=True, type="standard"),
        open_account(acme, "closed", livemode=True),
    ]
    acme.live_api.request("DELETE", f"/v1/accounts/{others[-1].id}")
    return [alice.email, *(other.email for other in others), "nobody@example.com"]


def everything_tried(one: Visitor, email: str, clock: TimeMachineFixture) -> Iterator[Any]:
    """All that somebody without the phone can see."""
    yield one.post("/signin", email=email)
    yield one.get("/verify")
    yield one.enter("123456")
    yield one.ask()
    yield one.get("/verify")
    yield one.ask()
    for step in range(3):
        yield one.enter(f"99999{step}")
    clock.shift(30)
    yield one.ask()
    yield one.get("/verify", **{"HX-Request": "true"})
    for step in range(4):
        yield one.enter(f"99998{step}")
    yield one.get("/verify")
    yield one.ask()


def test_an_unknown_address_looks_exactly_like_a_known_one(
    visitor: NewVisitor,
    carla: Seller,
    strangers: list[str],
    clock: TimeMachineFixture,
    outbox: Outbox,
) -> None:
    clock.move_to(1_930_000_000, tick=False)
    known = [bare(seen) for seen in everything_tried(visitor(), carla.email, clock)]
    assert len(outbox.to(carla.phone)) == 2
    for email in strangers:
        clock.move_to(1_930_000_000, tick=False)
        assert [bare(seen) for seen in everything_tried(visitor(), email, clock)] == known, email
    assert len(outbox) == 2


@sqlite_only
def test_a_full_share_of_texts_is_told_of_the_address_and_not_of_who_has_it(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture, outbox: Outbox
) -> None:
    """C6: both addresses get three codes in ten minutes, and the same words after them."""

    def seen(email: str) -> list[Any]:
        answers = []
        for _ in range(8):
            one = visitor()
            one.post("/signin", email=email)
            answers.append(bare(one.ask()))
            clock.shift(60)
        return answers

    start = 1_930_000_000
    clock.move_to(start, tick=False)
    known = seen(carla.email)
    assert len(outbox) == 3  # after 0, 60 (of 30) and 120 (of 60) seconds
    clock.move_to(start, tick=False)
    assert seen("nobody@example.com") == known
    assert {answer["status"] for answer in known} == {"303 SEE OTHER", "429 TOO MANY REQUESTS"}


@sqlite_only
def test_a_full_share_of_guesses_does_not_tell_who_is_known(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture
) -> None:
    def seen(email: str) -> list[Any]:
        answers = []
        for _ in range(6):
            one = visitor()
            one.post("/signin", email=email)
            one.ask()
            answers += [bare(one.enter(f"00000{step}")) for step in range(5)]
        return answers

    assert seen(carla.email) == seen("nobody@example.com")


def test_after_too_many_guesses_even_the_right_code_waits(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture, outbox: Outbox
) -> None:
    """B7: five wrong codes in five minutes, and none more is looked at until they are over."""
    first, second = visitor(), visitor()
    for one in (first, second):
        one.post("/signin", email=carla.email)
        one.ask()
        clock.shift(30)
    for step in range(5):
        first.enter(f"00000{step}")
    refused = second.enter(outbox.code(carla.phone))
    assert refused.status_code == 429
    assert "Try again in 5 minutes" in refused.text
    clock.shift(301)
    assert second.enter(outbox.code(carla.phone)).status_code == 303


@sqlite_only
def test_a_provider_that_fails_does_not_tell_who_is_known(
    visitor: NewVisitor, carla: Seller, gate: Gate, clock: TimeMachineFixture
) -> None:
    gate.shut()

    def seen(email: str) -> list[Any]:
        one = visitor()
        one.post("/signin", email=email)
        return [bare(one.ask()), bare(one.get("/verify")), bare(one.ask())]

    assert seen(carla.email) == seen("nobody@example.com")


@sqlite_only
def test_no_page_of_a_sign_in_by_e_mail_shows_a_number_or_a_platform(
    visitor: NewVisitor, carla: Seller
) -> None:
    one = visitor()
    one.post("/signin", email=carla.email)
    pages = [one.get("/verify").text, one.ask().text, one.get("/verify").text]
    for page in pages:
        assert "•••" not in page
        assert "None" not in page
        assert "Acme" not in page
        assert carla.email not in page
