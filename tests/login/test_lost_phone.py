"""The lost phone: a code by mail, a new number, a code to it; and all that it ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.renewal import NEW, begin, change_phone, phone_of, prove_by_mail
from tests.login.visitor import PENDING, Visitor, bare
from tests.noted import noted
from tests.outbox import Outbox
from webapp.accounts.contact_change import ContactChange

NewVisitor = Callable[..., Visitor]
NewSeller = Callable[..., Seller]
CROWD = 16
sqlite_only = pytest.mark.engine("sqlite")


@pytest.mark.parametrize("way", ["link", "email"])
def test_who_lost_her_phone_comes_in_with_a_new_one(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture, way: str
) -> None:
    """C10: mail, new number, code to it, in; the next sign-in texts the new one."""
    someone, elsewhere = visitor(), visitor()
    elsewhere.come_in(carla)
    begin(someone, carla, way)
    prove_by_mail(someone, carla, outbox)
    assert phone_of(carla) == carla.phone
    assert not someone.is_in
    assert someone.post("/verify/phone", phone="0151 12999001").location == "/verify"
    assert NEW in someone.get("/verify").text
    assert phone_of(carla) == carla.phone
    assert someone.enter(outbox.code(NEW)).location == "/"
    assert someone.is_in
    assert not elsewhere.is_in
    assert phone_of(carla) == NEW
    clock.shift(3600)
    later = visitor()
    later.follow(carla.login_link())
    later.ask()
    assert later.enter(outbox.code(NEW)).location == "/"


def test_the_old_contacts_are_told_and_payouts_are_held(
    visitor: NewVisitor,
    carla: Seller,
    outbox: Outbox,
    clock: TimeMachineFixture,
    cli: Callable[..., str],
) -> None:
    """C9, C12: both in plain words; the change is by recovery, and a manual payout waits."""
    change_phone(visitor(), carla, outbox)
    text, mail = outbox.to(carla.phone)[-1], outbox.to(carla.email)[-1]
    for notice in (text, mail):
        assert "was changed" in notice.body
        assert "If this was not you, tell Acme at once." in notice.body
        assert "Until 2031-03-05 09:30 UTC" in notice.body
    assert NEW not in text.body + mail.body
    (kept,) = ContactChange.select()
    assert (kept.by, kept.old) == ("recovery", carla.phone)
    assert noted(cli, "phone.changed", account_id=carla.id)[0]["actor"] == "seller"
    refused = carla.api.request("POST", "/v1/payouts", amount=1, currency="eur")
    assert refused.json["error"]["code"] == "payouts_not_allowed"


@sqlite_only
@pytest.mark.parametrize("way", ["link", "email"])
def test_nobody_names_a_number_before_a_proof(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, way: str
) -> None:
    """C1: neither before the sign-in, nor before its code, nor with the mail only asked for."""
    someone = visitor()
    assert someone.post("/verify/phone", phone=NEW).status_code == 401
    begin(someone, carla, way)
    for step in ("/verify/send", "/verify/lost-phone"):
        assert someone.post("/verify/phone", phone=NEW).location == "/verify"
        assert someone.get("/verify/phone").location == "/verify"
        someone.post(step)
    someone.enter("12345678")
    assert someone.post("/verify/phone", phone=NEW).location == "/verify"
    assert not outbox.to(NEW)


@sqlite_only
def test_an_unknown_address_goes_the_same_way(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture
) -> None:
    """C6: page by page the same bytes, whether or not anybody has it."""
    known, unknown = visitor(), visitor()
    known.post("/signin", email=carla.email)
    unknown.post("/signin", email="nobo@example.com")
    for step in (
        lambda one: one.get("/verify/lost-phone"),
        lambda one: one.get("/verify/phone"),
        lambda one: one.post("/verify/phone", phone=NEW),
        lambda one: one.post("/verify/lost-phone"),
        lambda one: one.get("/verify"),
        lambda one: one.enter("12345678"),
    ):
        assert bare(step(known)) == bare(step(unknown))


def test_who_finds_her_phone_keeps_it(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """A text proves that the phone is there: nothing changes."""
    someone = visitor()
    code = someone.come_to_the_code(carla)
    someone.post("/verify/lost-phone")
    assert someone.enter(code).location == "/"
    assert phone_of(carla) == carla.phone
    assert not ContactChange.select().exists()


def test_of_many_right_codes_to_a_new_phone_one_opens(
    app: Flask, visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """B3: sixteen at once are one change and one session."""
    someone = visitor()
    begin(someone, carla, "email")
    prove_by_mail(someone, carla, outbox)
    someone.post("/verify/phone", phone=NEW)
    code, start = outbox.code(NEW), Barrier(CROWD)
    crowd = [visitor() for _ in range(CROWD)]
    for one in crowd:
        one.plant(someone.token(PENDING) or "", PENDING)

    def enter(one: Visitor) -> int:
        start.wait()
        return one.enter(code).status_code

    with ThreadPoolExecutor(CROWD) as threads:
        answers = list(threads.map(enter, crowd))
    assert answers.count(303) == 1
    assert set(answers) <= {303, 401, 429}
    assert ContactChange.select().count() == 1
    assert sum(one.is_in for one in crowd) == 1


@sqlite_only
def test_without_mail_one_asks_the_platform(visitor: NewVisitor, open_seller: NewSeller) -> None:
    """C10: no address, no way but the platform's own reset."""
    nomail = open_seller("nora", livemode=True, email=None)
    someone = visitor()
    someone.follow(nomail.login_link())
    page = someone.get("/verify/lost-phone").text
    assert "Ask Acme for help" in page
    assert "Mail me a code" not in page
    refused = someone.post("/verify/lost-phone")
    assert refused.status_code == 409
    assert "Ask the platform" in refused.text
