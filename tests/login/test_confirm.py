"""`/confirm`: the code again, before a step that could lose somebody money."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.visitor import PENDING, SESSION, Visitor
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


def test_a_code_confirms_and_gives_a_new_session_id(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """D2: at a step-up the session's id changes, and the old one is dead at once."""
    one = visitor()
    one.come_in(carla)
    before = one.token()
    clock.shift(40)
    assert one.get("/confirm?then=settings").location == "/verify"
    assert one.ask().status_code == 303
    assert one.enter(outbox.code(carla.phone)).location == "/settings"
    assert one.is_in
    assert one.token() != before
    thief = visitor()
    thief.plant(str(before))
    assert not thief.is_in


@sqlite_only
@pytest.mark.parametrize(
    "then", ["https://evil.example", "//evil.example", "../..", "", "\0", "x" * 500, "session"]
)
def test_it_leads_to_a_page_of_the_settings_only(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture, then: str
) -> None:
    """E14: no word in the address leads to another site."""
    one = visitor()
    one.come_in(carla)
    clock.shift(40)
    one.browser.get("/confirm", query_string={"then": then}, headers=one.headers)
    one.ask()
    assert one.enter(outbox.code(carla.phone)).location == "/settings"


@sqlite_only
def test_a_confirmation_signs_nobody_in(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B4: its code belongs to its session; without that it opens nothing."""
    one, thief = visitor(), visitor()
    one.come_in(carla)
    clock.shift(40)
    one.get("/confirm?then=settings")
    one.ask()
    thief.plant(str(one.token(PENDING)), PENDING)
    assert thief.enter(outbox.code(carla.phone)).status_code == 401
    assert thief.token(SESSION) is None


@sqlite_only
def test_nobody_confirms_who_is_not_signed_in(visitor: NewVisitor, app: object) -> None:
    assert visitor().get("/confirm").location == "/signin"


@sqlite_only
def test_to_confirm_leads_to_no_lost_phone(visitor: NewVisitor, carla: Seller) -> None:
    """C8: who is signed in changes her phone in the settings, with a proof that she has."""
    one = visitor()
    one.come_in(carla)
    one.get("/confirm?then=phone")
    assert one.get("/verify/lost-phone").status_code == 404
    assert one.post("/verify/lost-phone").status_code == 404


@sqlite_only
def test_to_confirm_names_no_number(visitor: NewVisitor, carla: Seller, outbox: Outbox) -> None:
    """C1, C8: before the proof nothing is sent anywhere but to the phone that there is."""
    one = visitor()
    one.come_in(carla)
    one.get("/confirm?then=phone")
    assert one.get("/verify/phone").location == "/verify"
    assert one.post("/verify/phone", phone="+4915112999001").location == "/verify"
    assert {message.to for message in outbox} == {carla.phone}
