"""Between two proofs: a pending sign-in that opens nothing, lasts ten minutes and is used once."""

from collections.abc import Callable
from functools import partial

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller
from tests.login.own_ways import allow_only, app_of, codes_of, key_of, posted_at_once
from tests.login.two_proofs import ask_mail, by_text, copied, sign
from tests.login.visitor import PENDING, SESSION, Visitor, wrong
from tests.matrix.pages import PAGES
from tests.matrix.row import SELLER
from tests.outbox import Outbox

NewVisitor = Callable[..., Visitor]
Cli = Callable[..., str]
sqlite_only = pytest.mark.engine("sqlite")
APP, PAPER = "/verify/authenticator", "/verify/recovery-code"


def test_between_the_two_nothing_opens(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox
) -> None:
    """A7, D2: no page of a seller's, no choice, no new number; and no session before it."""
    one = visitor()
    by_text(one, carla, outbox)
    for row in (row for row in PAGES if row.kind == SELLER and not row.has_ids):
        answer = one.browser.open(row.url, method=row.method, headers={**one.headers})
        assert answer.location or answer.status_code == 401  # a stream is led nowhere
        assert one.token(SESSION) is None
    assert one.get("/choose").location == "/verify"
    assert one.post("/choose", account=carla.id).status_code == 404
    assert one.post("/verify/phone", account=carla.id, phone="0151 12999001").location == "/verify"
    assert one.post("/verify/lost-phone").status_code == 404
    assert not one.is_in


def test_another_s_second_proof_is_worth_nothing(
    visitor: NewVisitor,
    carla: Seller,
    open_seller: Callable[..., Seller],
    strict: Platform,
    outbox: Outbox,
    clock: TimeMachineFixture,
) -> None:
    """B4: Bob's app, paper, passkey, mail or own half-way sign-in completes nothing of Carla's."""
    bob = open_seller("bob", livemode=True)
    app_of(carla), key_of(carla), codes_of(carla)
    app, key, papers = app_of(bob), key_of(bob), codes_of(bob)
    one, bobs = visitor(), visitor()
    by_text(one, carla, outbox)
    by_text(bobs, bob, outbox)
    ask_mail(one, carla, outbox)
    assert one.enter(ask_mail(bobs, bob, outbox)).status_code == 422
    assert one.post(APP, code=app.now()).status_code == 422
    assert one.post(PAPER, code=papers[0]).status_code == 422
    assert sign(one, key) == "None"
    assert not one.is_in


def test_a_half_way_sign_in_ends_with_its_first_proof(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B2: ten minutes after the first proof it is worth nothing, however fresh the second is."""
    one = visitor()
    by_text(one, carla, outbox)
    clock.shift(590)
    code = ask_mail(one, carla, outbox)
    clock.shift(10)
    assert one.enter(code).status_code == 401
    assert not one.is_in


def test_the_step_before_is_dead(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox
) -> None:
    """D2: who copied the first cookie has nothing by it, not even a second step of her own."""
    one = visitor()
    one.post("/signin", email=carla.email)
    thief = copied(one, visitor())
    one.ask()
    one.enter(outbox.code(carla.phone))
    assert thief.get("/verify").status_code == 401
    assert thief.post("/choose", account=carla.id).status_code == 401
    assert thief.enter(outbox.code(carla.phone)).status_code == 401


def test_of_16_right_second_codes_at_once_one_opens(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B3: one session, whoever else has the cookie."""
    one = visitor()
    by_text(one, carla, outbox)
    code = ask_mail(one, carla, outbox)
    crowd = [copied(one, visitor()) for _ in range(16)]
    statuses = posted_at_once(
        [partial(lambda each: each.enter(code).status_code, e) for e in crowd]
    )
    assert statuses.count(303) == 1
    assert sum(each.is_in for each in crowd) == 1


def test_of_16_right_first_codes_at_once_one_goes_on(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B3: one half-way sign-in, and none of them is in."""
    one = visitor()
    one.post("/signin", email=carla.email)
    one.ask()
    code, begun = outbox.code(carla.phone), one.token(PENDING)
    crowd = [copied(one, visitor()) for _ in range(16)]
    posted_at_once([partial(lambda each: each.enter(code).status_code, e) for e in crowd])
    assert sum(each.token(PENDING) != begun for each in crowd) == 1
    assert not any(each.is_in for each in crowd)


def test_wrong_tries_are_of_the_whole_sign_in(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B5: three before and two after the first proof are five."""
    one = visitor()
    one.post("/signin", email=carla.email)
    one.ask()
    code = outbox.code(carla.phone)
    for n in range(1, 4):
        assert one.enter(wrong(code, n)).status_code == 422
    clock.shift(301)
    one.enter(code)
    right = ask_mail(one, carla, outbox)
    tried = [one.enter(f"{(int(right) + n) % 10**8:08d}").status_code for n in (1, 2)]
    assert tried == [422, 429]
    assert one.enter(right).status_code == 429
    assert 'href="/signin"' in one.get("/verify").text


@sqlite_only
def test_who_is_signed_out_everywhere_is_not_half_in(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox, cli: Cli
) -> None:
    """D10: the operator's command ends what is under way, too."""
    one = visitor()
    by_text(one, carla, outbox)
    code = ask_mail(one, carla, outbox)
    cli("sessions", "end", "--account", carla.id)
    assert one.enter(code).status_code == 401


@sqlite_only
def test_who_has_nothing_else_is_told_where_to_go(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox
) -> None:
    one = visitor()
    allow_only(carla, "sms")
    by_text(one, carla, outbox)
    page = one.get("/verify").text
    assert "there is none on your account yet" in page
    assert 'href="https://acme.example/earnings"' in page
    assert one.post("/verify/send", way="email").status_code == 400


@sqlite_only
def test_a_wrong_code_on_paper_is_no_news(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox
) -> None:
    """Only a code that was used is told to the seller."""
    codes_of(carla)
    one = visitor()
    by_text(one, carla, outbox)
    assert one.post(PAPER, code="0" * 24).status_code == 422
    assert not outbox.to(carla.email)
