"""A new phone for who is signed in: a fresh proof by what she has, and a code to the new number."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.renewal import NEW, phone_of
from tests.login.visitor import PENDING, SESSION, Visitor
from tests.noted import noted
from tests.outbox import Outbox
from webapp.accounts.contact_change import ContactChange

NewVisitor = Callable[..., Visitor]
sqlite_only = pytest.mark.engine("sqlite")
CROWD = 16


@pytest.fixture
def inside(visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture) -> Visitor:
    """Carla, signed in an hour of use ago: her proof is old."""
    someone = visitor()
    someone.come_in(carla)
    for _ in range(6):
        clock.shift(600)
        assert someone.is_in
    return someone


def confirm(someone: Visitor, seller: Seller, outbox: Outbox) -> None:
    """The second look by the current phone."""
    someone.get("/confirm?then=phone")
    someone.ask()
    assert someone.enter(outbox.code(seller.phone)).location == "/settings/phone"


def test_a_session_alone_changes_no_phone(inside: Visitor, carla: Seller, outbox: Outbox) -> None:
    """C8: five minutes after the last proof the form is not there, and nothing is sent."""
    sent = len(outbox)
    page = inside.get("/settings/phone").text
    assert 'name="phone"' not in page
    assert "/confirm?then=phone" in page
    assert inside.post("/phone", phone=NEW).location == "/confirm?then=phone"
    assert len(outbox) == sent
    assert phone_of(carla) == carla.phone


def test_the_current_phone_and_the_new_one_change_it(
    visitor: NewVisitor, inside: Visitor, carla: Seller, outbox: Outbox, cli: Callable[..., str]
) -> None:
    """C8, C9: two codes; the others are out at once, this browser goes on under a new id."""
    elsewhere, begun = visitor(), visitor()
    elsewhere.come_in(carla)
    begun.follow(carla.login_link())
    unopened = carla.login_link()
    confirm(inside, carla, outbox)
    assert 'name="phone"' in inside.get("/settings/phone").text
    before = inside.token()
    assert before
    assert inside.post("/phone", phone="0151 12999001").location == "/verify"
    assert inside.enter(outbox.code(NEW)).location == "/settings/phone"
    assert "nobody can change where you are paid" in inside.get("/settings/phone").text
    assert phone_of(carla) == NEW
    assert inside.is_in
    thief = visitor()
    thief.plant(before)
    assert not thief.is_in
    assert not elsewhere.is_in
    assert begun.get("/verify").status_code == 401
    assert visitor().follow(unopened).status_code == 410
    for receiver in (carla.phone, carla.email):
        assert "was changed" in outbox.to(receiver)[-1].body
    (kept,) = ContactChange.select()
    assert (kept.by, kept.old) == ("seller", carla.phone)
    assert noted(cli, "phone.changed", account_id=carla.id)


@sqlite_only
def test_the_proof_is_good_for_five_minutes(
    inside: Visitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C8: at 5:00 it is, at 5:01 it is not."""
    confirm(inside, carla, outbox)
    clock.shift(300)
    assert inside.post("/phone", phone=NEW).location == "/verify"
    clock.shift(1)
    assert inside.post("/phone", phone=NEW).location == "/confirm?then=phone"


def test_a_code_of_one_purpose_is_wrong_for_another(
    visitor: NewVisitor, inside: Visitor, carla: Seller, outbox: Outbox
) -> None:
    """B4: a sign-in's code proves no number, and a number's code opens no sign-in."""
    other = visitor()
    confirm(inside, carla, outbox)
    inside.post("/phone", phone=NEW)
    of_number = outbox.code(NEW)
    of_login = other.come_to_the_code(carla)
    assert inside.enter(of_login).status_code == 422 or of_login == of_number
    assert other.enter(of_number).status_code == 422 or of_login == of_number
    assert phone_of(carla) == carla.phone
    assert not other.is_in


def test_of_many_right_codes_one_changes_the_phone(
    app: Flask, visitor: NewVisitor, inside: Visitor, carla: Seller, outbox: Outbox
) -> None:
    """B3: sixteen at once are one change, one notice a contact, and one session."""
    confirm(inside, carla, outbox)
    inside.post("/phone", phone=NEW)
    code, told = outbox.code(NEW), len(outbox.to(carla.email))
    crowd = [visitor() for _ in range(CROWD)]
    for one in crowd:
        for name in (PENDING, SESSION):
            one.plant(inside.token(name) or "", name)
    start = Barrier(CROWD)

    def enter(one: Visitor) -> int:
        start.wait()
        return one.enter(code).status_code

    with ThreadPoolExecutor(CROWD) as threads:
        answers = list(threads.map(enter, crowd))
    assert answers.count(303) == 1
    assert set(answers) <= {303, 401, 429}
    assert ContactChange.select().count() == 1
    assert len(outbox.to(carla.email)) == told + 1
    assert sum(one.is_in for one in crowd) == 1


@sqlite_only
def test_a_number_s_code_is_of_that_browser_and_session(
    visitor: NewVisitor, inside: Visitor, carla: Seller, outbox: Outbox
) -> None:
    """B4: the sign-in's cookie without the session's is nothing, and over when signed out."""
    confirm(inside, carla, outbox)
    inside.post("/phone", phone=NEW)
    thief = visitor()
    thief.plant(inside.token(PENDING) or "", PENDING)
    assert thief.enter(outbox.code(NEW)).status_code == 401
    inside.post("/signout")
    assert inside.enter(outbox.code(NEW)).status_code == 401
    assert phone_of(carla) == carla.phone


@sqlite_only
def test_a_locked_phone_can_be_replaced(
    visitor: NewVisitor, inside: Visitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B9: wrong tries at the old phone neither bar the new one nor stay with it."""
    confirm(inside, carla, outbox)
    for _ in range(5):
        wrong = visitor()
        wrong.come_to_the_code(carla)
        wrong.enter("999999")
    inside.post("/phone", phone=NEW)
    assert inside.enter(outbox.code(NEW)).location == "/settings/phone"
    clock.shift(60)
    later = visitor()
    later.follow(carla.login_link())
    later.ask()
    assert later.enter(outbox.code(NEW)).location == "/"


@sqlite_only
def test_wrong_codes_to_a_new_number_are_counted(
    inside: Visitor, carla: Seller, outbox: Outbox
) -> None:
    """B5: five, then the right one fails, too."""
    confirm(inside, carla, outbox)
    inside.post("/phone", phone=NEW)
    code = outbox.code(NEW)
    for step in range(1, 6):
        inside.enter(f"{(int(code) + step) % 1_000_000:06d}")
    assert inside.enter(code).status_code == 429
    assert phone_of(carla) == carla.phone


@sqlite_only
def test_a_stranger_changes_no_phone(visitor: NewVisitor, app: Flask, outbox: Outbox) -> None:
    """C1: whoever is not signed in goes to the sign-in."""
    assert visitor().post("/phone", phone=NEW).location == "/signin"
    assert visitor().get("/settings/phone").location == "/signin"
    assert not list(outbox)
