"""A code by mail, the other way from the code screen."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.visitor import Visitor, wrong
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


def mailed(outbox: Outbox, seller: Seller) -> str:
    """The newest code in the seller's mailbox: eight digits."""
    return outbox.to(seller.email)[-1].body.split()[0]


def ask_by_mail(one: Visitor) -> int:
    return one.post("/verify/send", way="email").status_code


def test_a_mailed_code_signs_in(visitor: NewVisitor, carla: Seller, outbox: Outbox) -> None:
    """The holder of a link whose phone is out of reach comes in by mail."""
    one = visitor()
    one.follow(carla.login_link())
    assert ask_by_mail(one) == 303
    page = one.get("/verify").text
    assert "c•••@e•••.com" in page
    assert carla.email not in page
    code = mailed(outbox, carla)
    assert len(code) == 8
    assert one.enter(f"{code[:4]} {code[4:]}").location == "/"
    assert one.is_in
    assert not outbox.to(carla.phone)


@sqlite_only
def test_text_and_mail_are_each_right_beside_the_other(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    for way in ("sms", "email"):
        one = visitor()
        text = one.come_to_the_code(carla)
        ask_by_mail(one)
        assert one.enter(text if way == "sms" else mailed(outbox, carla)).location == "/"


@sqlite_only
def test_a_mailed_code_of_one_sign_in_opens_no_other(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """B4: bound to its own pending sign-in."""
    mine, other = visitor(), visitor()
    for one in (mine, other):
        one.follow(carla.login_link())
    ask_by_mail(mine)
    code = mailed(outbox, carla)
    other.ask()
    ask_by_mail(other)
    assert other.enter(code).status_code == 422
    assert not other.is_in


@sqlite_only
def test_a_mailed_code_lives_for_ten_minutes(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B2: accepted at 10:00, refused a second later."""
    for wait, status in ((600, 303), (601, 422)):
        one = visitor()
        one.follow(carla.login_link())
        ask_by_mail(one)
        clock.shift(wait)
        assert one.enter(mailed(outbox, carla)).status_code == status


@sqlite_only
def test_a_lock_of_text_messages_leaves_the_mail_open(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """B9: a locked factor never bars the other."""
    guesser = visitor()
    code = guesser.come_to_the_code(carla)
    for step in range(5):
        guesser.enter(wrong(code, step + 1))
    owner = visitor()
    right = owner.come_to_the_code(carla)
    locked = owner.enter(right)
    assert locked.status_code == 429
    assert "Try again in 5 minutes" in locked.text
    ask_by_mail(owner)
    assert owner.enter(mailed(outbox, carla)).location == "/"


@sqlite_only
def test_a_platform_that_allows_no_mail_shows_none(
    visitor: NewVisitor, make_platform: Callable[..., Platform], outbox: Outbox
) -> None:
    seller = open_account(make_platform("Strict", "--factor", "totp"), "dora", livemode=True)
    one = visitor()
    one.follow(seller.login_link())
    assert "e-mail" not in one.get("/verify").text
    assert ask_by_mail(one) == 400
    one.post("/signin", email=seller.email)
    assert ask_by_mail(one) == 303
    assert not outbox


@sqlite_only
def test_an_unknown_way_is_refused(visitor: NewVisitor, carla: Seller, outbox: Outbox) -> None:
    one = visitor()
    one.follow(carla.login_link())
    assert one.post("/verify/send", way="pigeon").status_code == 400
    assert not outbox


@sqlite_only
def test_by_mail_a_known_address_looks_like_an_unknown_one(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture
) -> None:
    """C6: the same words, whether or not a mail went out."""
    seen = []
    for email in (carla.email, "nobody@example.com"):
        one = visitor()
        one.post("/signin", email=email)
        answers = [ask_by_mail(one), one.get("/verify").text, one.enter("12345678").text]
        seen.append(answers)
    assert seen[0] == seen[1]


@sqlite_only
def test_what_a_mailed_code_opened_ends_with_the_address(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """D5: the platform gives another address; who came by a text stays in."""
    by_mail, by_text = visitor(), visitor()
    by_mail.follow(carla.login_link())
    by_mail.post("/verify/send", way="email")
    assert by_mail.enter(mailed(outbox, carla)).location == "/"
    by_text.come_in(carla)
    path = f"/v1/accounts/{carla.id}"
    carla.platform_api.post(path, email="else@example.com")
    assert not by_mail.is_in
    assert by_text.is_in
