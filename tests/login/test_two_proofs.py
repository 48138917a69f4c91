"""`--signin-proofs two`: by e-mail address it takes two proofs of different kinds to come in."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller
from tests.login.own_ways import app_of, codes_of, key_of
from tests.login.two_proofs import ask_mail, by_text, sign
from tests.login.visitor import PENDING, SESSION, Visitor
from tests.noted import noted
from tests.outbox import Outbox

NewVisitor = Callable[..., Visitor]
Cli = Callable[..., str]
sqlite_only = pytest.mark.engine("sqlite")
APP, PAPER = "/verify/authenticator", "/verify/recovery-code"


def test_without_the_setting_one_proof_opens(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """The visible steps stay as they were: an e-mail address, a code, the page."""
    assert by_text(visitor(), carla, outbox) == "/"


def test_a_text_and_a_mail_open_the_account(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox, cli: Cli
) -> None:
    """B4: two codes by two ways, each noted; only then there is a session, under a new cookie."""
    one = visitor()
    one.post("/signin", email=carla.email)
    first = one.token(PENDING)
    one.ask()
    assert one.enter(outbox.code(carla.phone)).location == "/verify"
    assert one.token(SESSION) is None
    assert one.token(PENDING) not in {None, first}
    page = one.get("/verify").text
    assert "One more step: Acme asks you" in page
    assert "Text me a code" not in page
    assert one.enter(ask_mail(one, carla, outbox)).location == "/"
    assert one.is_in
    ways = [row["detail"]["way"] for row in noted(cli, "code.accepted", account_id=carla.id)]
    assert ways == ["sms", "email"]
    assert len(noted(cli, "session.opened", account_id=carla.id)) == 1


def test_a_text_and_an_own_way_open_the_account(
    visitor: NewVisitor,
    carla: Seller,
    strict: Platform,
    outbox: Outbox,
    clock: TimeMachineFixture,
) -> None:
    """B12, B14, C11: the app, a passkey or a code on paper; each is offered, for she has it."""
    app, key, papers = app_of(carla), key_of(carla), codes_of(carla)
    own: list[Callable[[Visitor], str | None]] = [
        lambda one: one.post(APP, code=app.now()).location,
        lambda one: sign(one, key),
        lambda one: one.post(PAPER, code=papers[0]).location,
    ]
    for prove, leads_to in zip(own, ["/", "/", "/settings/recovery-codes"], strict=True):
        one = visitor()
        assert by_text(one, carla, outbox) == "/verify"
        assert all(f'href="{page}"' in one.get("/verify").text for page in (APP, PAPER))
        assert prove(one) == leads_to
        assert one.is_in
        clock.shift(3600)


def test_an_own_way_and_a_text_open_it_too(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    app, one = app_of(carla), visitor()
    one.post("/signin", email=carla.email)
    assert one.post(APP, code=app.now()).location == "/verify"
    assert not one.is_in
    one.ask()
    assert one.enter(outbox.code(carla.phone)).location == "/"
    assert one.is_in


@pytest.mark.parametrize("door", ["/verify/passkey", "/signin/passkey"])
def test_a_passkey_is_two_proofs_by_itself(
    visitor: NewVisitor, carla: Seller, strict: Platform, door: str
) -> None:
    """B14: the device, and the finger, face or PIN that it asks for."""
    key, one = key_of(carla), visitor()
    one.post("/signin", email=carla.email)
    signed = key.sign(one.post(f"{door}/options").text)
    assert one.post(door, credential=signed).location == "/"
    assert one.is_in


def test_a_link_takes_one_proof(visitor: NewVisitor, carla: Seller, strict: Platform) -> None:
    """Its platform signed her in before it made the link."""
    assert visitor().come_in(carla).location == "/"


def test_the_same_kind_twice_is_one_proof(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B4: neither the same code again, nor a new one by text, nor the next one of the app."""
    app, by_app, one = app_of(carla), visitor(), visitor()
    by_text(one, carla, outbox)
    assert one.enter(outbox.code(carla.phone)).status_code == 422
    assert one.post("/verify/send", way="sms").status_code == 400
    assert len(outbox.to(carla.phone)) == 1
    by_app.post("/signin", email=carla.email)
    by_app.post(APP, code=app.now())
    clock.shift(30)
    assert by_app.post(APP, code=app.now()).status_code == 404
    assert by_app.get(APP).status_code == 404
    assert not one.is_in
    assert not by_app.is_in
