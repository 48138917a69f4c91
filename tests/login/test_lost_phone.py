"""The lost phone: a code by mail, a new number, a code to it; and all that it ends."""

import re
from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.renewal import NEW, OTHER, begin, change_phone, phone_of, prove_by_mail
from tests.login.visitor import Visitor, bare
from tests.noted import noted
from tests.outbox import Outbox
from webapp.accounts.contact_change import ContactChange

NewVisitor = Callable[..., Visitor]
NewSeller = Callable[..., Seller]
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
