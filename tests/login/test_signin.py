"""`/signin`: live accounts by their e-mail address, and nobody learns whose address is known."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.conftest import Gate
from tests.login.visitor import PENDING, Visitor, bare
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


@pytest.fixture
def carla(open_seller: Callable[..., Seller]) -> Seller:
    """A seller with a live account."""
    return open_seller("carla", livemode=True)


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


def test_a_live_account_s_owner_comes_in_by_e_mail(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    someone = visitor()
    begun = someone.post("/signin", email=f" {carla.email.upper()} ")
    assert (begun.status_code, begun.location) == (303, "/verify")
    assert not outbox
    someone.ask()
    assert someone.enter(outbox.code(carla.phone)).location == "/"
    assert "Carla" in someone.get("/").text


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
def test_a_full_share_of_texts_does_not_tell_who_is_known(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture, outbox: Outbox
) -> None:
    def seen(email: str) -> list[int]:
        answers = []
        for _ in range(8):
            one = visitor()
            one.post("/signin", email=email)
            answers.append(one.ask().status_code)
        return answers

    assert seen(carla.email) == seen("nobody@example.com") == [303] * 8
    assert len(outbox) == 5


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


@sqlite_only
def test_after_too_many_guesses_even_the_right_code_is_wrong(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture, outbox: Outbox
) -> None:
    for _ in range(4):
        one = visitor()
        one.post("/signin", email=carla.email)
        one.ask()
        for step in range(5):
            one.enter(f"00000{step}")
    clock.shift(600)
    last = visitor()
    last.post("/signin", email=carla.email)
    last.ask()
    assert last.enter(outbox.code(carla.phone)).status_code == 422
    assert not last.is_in


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
def test_everybody_reads_what_to_do_for_a_test_account(visitor: NewVisitor, alice: Seller) -> None:
    one = visitor()
    assert "For a test account, create a login link" in one.get("/signin").text
    one.post("/signin", email=alice.email)
    assert "For a test account, create a login link" in one.get("/verify").text
    assert "000000" not in one.get("/verify").text
    one.ask()
    assert one.enter("000000").status_code == 422


@sqlite_only
def test_an_address_with_a_live_and_a_test_account_leads_to_the_live_one(
    visitor: NewVisitor, acme: Platform, outbox: Outbox
) -> None:
    live = open_account(acme, "erin", livemode=True)
    test = open_account(acme, "erin")
    one = visitor()
    one.post("/signin", email=live.email)
    one.ask()
    assert not outbox.to(test.phone)
    assert one.enter(outbox.code(live.phone)).location == "/"


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


@pytest.mark.parametrize("email", ["", "  ", "nobody", "a\0@example.com", "\0"])
def test_what_is_no_address_is_asked_for_again(
    visitor: NewVisitor, app: object, email: str
) -> None:
    one = visitor()
    asked = one.post("/signin", email=email)
    assert asked.status_code == 422
    assert "Enter the e-mail address" in asked.text
    assert one.token(PENDING) is None


@pytest.mark.parametrize(
    "email",
    [
        "@",
        "a@" + "b" * 100_000,
        "' OR 1=1 --@x",
        "<script>@x",
        "ü@ü",
    ],
)
def test_any_other_address_is_as_unknown_as_any(
    visitor: NewVisitor, app: object, email: str
) -> None:
    assert visitor().post("/signin", email=email).location == "/verify"


@sqlite_only
def test_an_address_that_was_refused_is_written_back_as_text(
    visitor: NewVisitor, app: object
) -> None:
    page = visitor().post("/signin", email='"><script>alert(1)</script>').text
    assert "<script>alert" not in page


@sqlite_only
def test_one_place_cannot_begin_endless_sign_ins(
    visitor: NewVisitor, app: object, clock: TimeMachineFixture
) -> None:
    answers = [
        visitor().post("/signin", email=f"{number}@example.com").status_code for number in range(62)
    ]
    assert answers == [303] * 60 + [429] * 2
    forged = visitor(**{"X-Forwarded-For": "1.2.3.4", "X-Real-IP": "1.2.3.4"})
    assert forged.post("/signin", email="x@example.com").status_code == 429
