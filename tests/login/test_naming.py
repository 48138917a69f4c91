"""The new number itself: given again if mistyped, in time, and of a kind that gets texts."""

import re
from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.renewal import NEW, OTHER, begin, phone_of, prove_by_mail
from tests.login.visitor import Visitor
from tests.outbox import Outbox

NewVisitor = Callable[..., Visitor]
sqlite_only = pytest.mark.engine("sqlite")


@sqlite_only
def test_a_mistyped_number_is_given_again(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """C1: for ten minutes after the proof; the first number's code is over."""
    someone = visitor()
    begin(someone, carla, "link")
    prove_by_mail(someone, carla, outbox)
    someone.post("/verify/phone", phone=OTHER)
    assert "Use another number" in someone.get("/verify").text
    assert someone.get("/verify/phone").status_code == 200
    assert someone.post("/verify/phone", phone=NEW).location == "/verify"
    assert someone.enter(outbox.code(OTHER)).status_code == 422
    someone.enter(outbox.code(NEW))
    assert phone_of(carla) == NEW


@sqlite_only
def test_a_number_can_be_named_for_ten_minutes(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C1: later the sign-in is over, also by way of a number that was named in time."""
    late, later = visitor(), visitor()
    for one in (late, later):
        begin(one, carla, "link")
        prove_by_mail(one, carla, outbox)
        clock.shift(60)
    later.post("/verify/phone", phone=OTHER)
    clock.shift(10 * 60)
    assert late.post("/verify/phone", phone=NEW).location == "/verify"
    assert late.get("/verify").status_code == 401
    assert later.post("/verify/phone", phone=NEW).location == "/verify"
    assert not outbox.to(NEW)


@sqlite_only
@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("", "cannot get text messages"),
        ("call me", "cannot get text messages"),
        ("+498001234567", "gets no text messages|get no text messages"),
        ("+4990012345678", "get no text messages"),
        ("\0", "cannot get text messages"),
        ("9" * 10_000, "cannot get text messages"),
        ("own", "is the number that your codes go to already"),
    ],
)
def test_a_number_that_gets_no_texts_is_refused(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, number: str, says: str
) -> None:
    """C4: with the sentence, and the form as it was."""
    someone = visitor()
    begin(someone, carla, "link")
    prove_by_mail(someone, carla, outbox)
    sent = len(outbox)
    refused = someone.post("/verify/phone", phone=carla.phone if number == "own" else number)
    assert refused.status_code == 422
    assert re.search(says, refused.text)
    assert 'name="phone"' in refused.text
    assert len(outbox) == sent
