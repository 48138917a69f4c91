"""Two proofs here, one there: each account opens by what its own platform asks for."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller
from tests.login.own_ways import allow_only, app_of
from tests.login.renewal import NEW, OTHER, mailed, phone_of
from tests.login.two_proofs import ask_mail, by_text, demand, open_beside
from tests.login.visitor import SESSION, Visitor
from tests.outbox import Outbox
from webapp.access.factors.authenticator import Authenticator
from webapp.access.factors.enrolled import note_removed
from webapp.accounts.account import Account

NewVisitor = Callable[..., Visitor]
Cli = Callable[..., str]
sqlite_only = pytest.mark.engine("sqlite")
APP = "/verify/authenticator"


@pytest.fixture
def bazaar(make_platform: Callable[..., Platform]) -> Platform:
    """Another platform, which asks for two proofs."""
    return make_platform("Bazaar", "--signin-proofs", "two")


@pytest.fixture
def stall(carla: Seller, bazaar: Platform) -> Seller:
    """Carla's account at Bazaar; Acme asks for one proof."""
    return open_beside(carla, bazaar)


def lost(one: Visitor, seller: Seller, outbox: Outbox) -> str:
    """*I no longer have this phone*, and the code by mail; returns where that leads."""
    one.post("/signin", email=seller.email)
    one.post("/verify/lost-phone")
    return str(one.enter(mailed(outbox, seller)).location)


def test_each_account_opens_by_its_own_platform_s_demand(
    visitor: NewVisitor, carla: Seller, stall: Seller, outbox: Outbox
) -> None:
    """F2: one proof opens the one, and from there no way leads to the other."""
    one, two = visitor(), visitor()
    assert by_text(one, carla, outbox) == "/choose"
    assert "For some of them there is one more step." in one.get("/choose").text
    assert one.post("/choose", account=carla.id).location == "/"
    assert one.post("/switch", account=stall.id).status_code == 404
    assert "Bazaar" not in one.get("/").text
    by_text(two, carla, outbox)
    assert two.post("/choose", account=stall.id).location == "/verify"
    assert two.token(SESSION) is None
    assert two.post("/choose", account=carla.id).status_code == 404


def test_who_proved_two_goes_from_one_to_the_other(
    visitor: NewVisitor, carla: Seller, stall: Seller, outbox: Outbox
) -> None:
    one = visitor()
    by_text(one, carla, outbox)
    one.post("/choose", account=stall.id)
    assert one.enter(ask_mail(one, carla, outbox)).location == "/"
    assert one.post("/switch", account=carla.id).location == "/"
    assert one.post("/switch", account=stall.id).location == "/"


def test_an_app_of_one_account_opens_no_other(
    visitor: NewVisitor,
    carla: Seller,
    stall: Seller,
    make_platform: Callable[..., Platform],
    outbox: Outbox,
    clock: TimeMachineFixture,
) -> None:
    """F2: a second proof that both share is one for both; what is one account's own is not."""
    third = open_beside(carla, make_platform("Corner", "--signin-proofs", "two"))
    app, by_app, by_mail = app_of(stall), visitor(), visitor()
    by_text(by_app, carla, outbox)
    by_app.post("/choose", account=stall.id)
    assert by_app.post(APP, code=app.now()).location == "/"
    assert by_app.post("/switch", account=third.id).status_code == 404
    assert by_app.post("/switch", account=carla.id).location == "/"
    clock.shift(3600)
    by_text(by_mail, carla, outbox)
    by_mail.post("/choose", account=stall.id)
    assert by_mail.enter(ask_mail(by_mail, carla, outbox)).location == "/"
    assert by_mail.post("/switch", account=third.id).location == "/"


@sqlite_only
def test_a_mail_is_no_proof_where_the_platform_takes_none(
    visitor: NewVisitor,
    carla: Seller,
    stall: Seller,
    make_platform: Callable[..., Platform],
    outbox: Outbox,
) -> None:
    """F2: neither as the second proof, nor by way of another account."""
    third = open_beside(carla, make_platform("Corner", "--signin-proofs", "two"))
    allow_only(third, "sms", "totp")
    one = visitor()
    by_text(one, carla, outbox)
    one.post("/choose", account=stall.id)
    one.enter(ask_mail(one, carla, outbox))
    assert one.post("/switch", account=third.id).status_code == 404


@sqlite_only
def test_a_platform_that_asks_for_two_by_now_is_not_gone_over_to(
    visitor: NewVisitor,
    carla: Seller,
    make_platform: Callable[..., Platform],
    outbox: Outbox,
    cli: Cli,
) -> None:
    """The demand is looked at when an account is opened, also from another."""
    corner = make_platform("Corner")
    other, one, two = open_beside(carla, corner), visitor(), visitor()
    for each in (one, two):
        by_text(each, carla, outbox)
        each.post("/choose", account=carla.id)
        assert "Corner" in each.get("/switch").text
    demand(cli, corner)
    assert one.post("/switch", account=other.id).status_code == 404
    demand(cli, corner, "one")
    assert two.post("/switch", account=other.id).location == "/"


def test_a_lost_phone_is_no_way_around(
    visitor: NewVisitor, carla: Seller, stall: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C1, C8: a mailbox alone gives the strict account no number, by itself or beside another."""
    one, beside = visitor(), visitor()
    assert lost(one, carla, outbox) == "/choose"
    assert one.post("/verify/phone", account=stall.id, phone=NEW).status_code == 404
    assert one.post("/choose", account=stall.id).location == "/verify"
    assert one.post("/verify/phone", account=stall.id, phone=NEW).location == "/verify"
    assert one.post("/choose", account=stall.id, keep="1").status_code == 404
    clock.shift(3600)
    assert lost(beside, carla, outbox) == "/choose"
    beside.post("/choose", account=carla.id)
    beside.post("/verify/phone", account=carla.id, phone=NEW)
    assert beside.enter(outbox.code(NEW)).location == "/"
    assert (phone_of(carla), phone_of(stall)) == (NEW, carla.phone)
    assert beside.post("/switch", account=stall.id).status_code == 404
    assert not one.is_in


def test_a_mail_and_an_app_replace_a_lost_phone(
    visitor: NewVisitor, carla: Seller, stall: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C8: two proofs, the new number, a code to it; the account beside keeps its own."""
    app, one = app_of(stall), visitor()
    lost(one, carla, outbox)
    one.post("/choose", account=stall.id)
    assert one.post(APP, code=app.now()).location == f"/verify/phone?account={stall.id}"
    assert not one.is_in
    one.post("/verify/phone", account=stall.id, phone=OTHER)
    assert one.enter(outbox.code(OTHER)).location == "/"
    assert (phone_of(carla), phone_of(stall)) == (carla.phone, OTHER)


@sqlite_only
def test_who_found_her_phone_needs_no_new_number(
    visitor: NewVisitor, carla: Seller, stall: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    app = app_of(stall)
    found, kept = visitor(), visitor()
    lost(found, carla, outbox)
    found.post("/choose", account=stall.id)
    found.ask()
    assert found.enter(outbox.code(carla.phone)).location == "/"
    clock.shift(3600)
    lost(kept, carla, outbox)
    kept.post("/choose", account=stall.id)
    kept.post(APP, code=app.now())
    assert kept.post("/choose", account=stall.id, keep="1").location == "/"


@sqlite_only
def test_removing_the_first_proof_ends_the_session_too(
    visitor: NewVisitor, stall: Seller, bazaar: Platform, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """D5: an app that opened the door as the first of two has opened it."""
    app, one = app_of(stall), visitor()
    one.post("/signin", email=stall.email)
    assert one.post(APP, code=app.now()).location == "/verify"
    one.ask()
    assert one.enter(outbox.code(stall.phone)).location == "/"
    Authenticator.remove(stall.id)
    note_removed(Account.get_by_id(stall.id), "totp")
    assert not one.is_in
