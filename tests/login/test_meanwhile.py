"""What changes while a code is looked at, in another tab or by the platform, counts."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.own_ways import codes_of
from tests.login.renewal import NEW, phone_of
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp.access.codes import asking
from webapp.access.factors.recovery_code import RecoveryCode
from webapp.access.sessions import reach
from webapp.access.sessions.session import Session
from webapp.accounts.account import Account
from webapp.login import switch

pytestmark = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
Meanwhile = Callable[[Callable[[], object]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Let something happen when the next code was found right, before anything opens by it."""
    entered = asking.entered

    def meanwhile(happens: Callable[[], object]) -> None:
        def entered_and_more(*those: object) -> None:
            entered(*those)  # type: ignore[arg-type]
            happens()

        monkeypatch.setattr(asking, "entered", entered_and_more)

    return meanwhile


def sign_out(seller: Seller) -> None:
    for session in list(Session.live(seller.id)):
        session.end_now("signed out")


def test_an_account_that_is_closed_while_its_code_is_typed_stays_shut(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, meanwhile: Meanwhile
) -> None:
    """D5: the code was right, but there is nothing to open any more."""
    one = visitor()
    one.post("/signin", email=carla.email)
    one.ask()
    meanwhile(Account.get_by_id(carla.id).close)
    entered = one.enter(outbox.code(carla.phone))
    assert entered.status_code == 401
    assert "Your sign-in has run out" in entered.text
    assert not one.is_in


def test_who_is_signed_out_while_the_new_number_is_proven_keeps_the_old_one(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, meanwhile: Meanwhile
) -> None:
    """C8, D5: nothing is half done, and the page says to begin anew."""
    one = visitor()
    one.come_in(carla)
    one.post("/phone", phone=NEW)
    meanwhile(lambda: sign_out(carla))
    assert one.enter(outbox.code(NEW)).status_code == 401
    assert phone_of(carla) == carla.phone
    again = one.get("/verify")
    assert again.status_code == 401
    assert "Start again" in again.text
    assert one.enter(outbox.code(NEW)).status_code == 401
    assert phone_of(carla) == carla.phone


def test_who_is_signed_out_while_she_goes_over_arrives_nowhere(
    visitor: NewVisitor,
    carla: Seller,
    make_platform: Callable[..., Platform],
    outbox: Outbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """D5: a session that is over opens no other account of the same person."""
    person = {"first_name": "Carla", "last_name": "Elsewhere", "phone": carla.phone}
    other = open_account(make_platform("Bazaar"), "carla", livemode=True, individual=person)
    one, found = visitor(), reach.others
    one.post("/signin", email=carla.email)
    one.ask()
    one.enter(outbox.code(carla.phone))
    one.post("/choose", account=carla.id)

    def others_then_out(user: object) -> list[Account]:
        accounts = found(user)  # type: ignore[arg-type]
        sign_out(carla)
        return accounts

    monkeypatch.setattr(switch, "others", others_then_out)
    assert one.post("/switch", account=other.id).status_code == 401
    assert not one.is_in


def test_a_link_that_another_browser_spends_takes_no_recovery_code(
    visitor: NewVisitor, carla: Seller
) -> None:
    """A6: the second browser is told that the link is used, and keeps its code for another."""
    link, codes = carla.login_link(), codes_of(carla)
    first, second = visitor(), visitor()
    first.follow(link)
    second.follow(link)
    first.ask()
    assert second.post("/verify/recovery-code", code=codes[0]).status_code == 410
    assert RecoveryCode.left(carla.id) == 10
    assert not second.is_in


def test_a_text_after_all_means_that_the_phone_is_there(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """Who said that it is lost and then asks for a text is asked for no new number."""
    one = visitor()
    one.follow(carla.login_link())
    one.post("/verify/lost-phone")
    assert one.ask().status_code == 303
    assert one.enter(outbox.to(carla.email)[-1].body[:8]).location == "/"
    assert phone_of(carla) == carla.phone
