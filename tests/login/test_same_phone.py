"""The number that there is, proven anew: only after wrong codes have turned its texts off."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.renewal import begin, mailed, phone_of, prove_by_mail
from tests.login.visitor import Visitor
from tests.noted import noted
from tests.outbox import Outbox
from webapp.access.factors import attempts
from webapp.accounts.account import Account
from webapp.accounts.contact_change import ContactChange
from webapp.accounts.factor import SMS

NewVisitor = Callable[..., Visitor]
Cli = Callable[..., str]
sqlite_only = pytest.mark.engine("sqlite")
OFF = "Codes by text message are off"


@pytest.fixture
def turned_off(carla: Seller, clock: TimeMachineFixture) -> Seller:
    """Carla, whose codes somebody with her links has guessed at for days: fifty in a row."""
    for _ in range(50):
        attempts.take([carla.id], SMS)
        clock.shift(6_000)
    return carla


def come_by_mail(someone: Visitor, seller: Seller, outbox: Outbox) -> None:
    someone.follow(seller.login_link())
    someone.post("/verify/send", way="email")
    assert someone.enter(mailed(outbox, seller)).location == "/"


def test_a_number_that_is_off_is_proven_anew_and_works_again(
    visitor: NewVisitor, turned_off: Seller, outbox: Outbox, clock: TimeMachineFixture, cli: Cli
) -> None:
    """B7: in by mail, the same number and a code to it; nothing else is changed or held."""
    locked_out, someone = visitor(), visitor()
    code = locked_out.come_to_the_code(turned_off)
    assert "off after too many wrong codes" in locked_out.enter(code).text
    clock.shift(60)
    come_by_mail(someone, turned_off, outbox)
    assert OFF in someone.get("/settings/phone").text
    assert someone.post("/phone", phone=turned_off.phone).location == "/verify"
    assert someone.enter(outbox.code(turned_off.phone)).location == "/settings/phone"
    assert OFF not in someone.get("/settings/phone").text
    clock.shift(60)
    visitor().come_in(turned_off)
    assert someone.is_in
    assert any("work again" in mail.body for mail in outbox.to(turned_off.email))
    (row,) = noted(cli, "phone.proven", account_id=turned_off.id)
    assert row["actor"] == "seller"
    assert not ContactChange.select().exists()
    assert Account.get_by_id(turned_off.id).payouts_held_until is None


@sqlite_only
def test_a_number_that_works_is_not_proven_anew(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B6: or a guesser's tries could be forgotten by it."""
    someone = visitor()
    someone.come_in(carla)
    refused = someone.post("/phone", phone=carla.phone)
    assert refused.status_code == 422
    assert "This is the number that your codes go to already" in refused.text
    assert len(outbox.to(carla.phone)) == 1
    lost = visitor()
    begin(lost, carla, "email")
    prove_by_mail(lost, carla, outbox)
    assert lost.post("/verify/phone", phone=carla.phone).status_code == 422


@sqlite_only
def test_a_wrong_code_to_it_turns_nothing_on(
    visitor: NewVisitor, turned_off: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B7: the mailbox alone does not do."""
    someone = visitor()
    come_by_mail(someone, turned_off, outbox)
    someone.post("/phone", phone=turned_off.phone)
    assert someone.enter("999999").status_code == 422
    assert OFF in someone.get("/settings/phone").text


@sqlite_only
def test_who_says_that_it_is_lost_may_find_it(
    visitor: NewVisitor, turned_off: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B7: the same number in answer to *I no longer have this phone* works again, too."""
    someone = visitor()
    begin(someone, turned_off, "email")
    prove_by_mail(someone, turned_off, outbox)
    someone.post("/verify/phone", phone=turned_off.phone)
    assert someone.enter(outbox.code(turned_off.phone)).location == "/"
    assert phone_of(turned_off) == turned_off.phone
    clock.shift(60)
    visitor().come_in(turned_off)
