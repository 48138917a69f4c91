"""Two accounts of one person and a new phone: both get it, unless one of them may not yet."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.renewal import NEW, mailed, phone_of
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp.access.codes import asking
from webapp.accounts.account import Account

pytestmark = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
OpenElsewhere = Callable[[str], Seller]


@pytest.fixture
def elsewhere(
    carla: Seller, make_platform: Callable[..., Platform], clock: TimeMachineFixture
) -> OpenElsewhere:
    """Open another account for Carla's phone, with that e-mail address."""

    def elsewhere(email: str) -> Seller:
        person = {"first_name": "Carla", "last_name": "Elsewhere", "phone": carla.phone}
        bazaar = make_platform("Bazaar")
        return open_account(bazaar, "carla", livemode=True, individual=person, email=email)

    return elsewhere


def name_new(one: Visitor, seller: Seller, outbox: Outbox) -> str:
    """In by mail without the phone, this account chosen, the new number named; its code."""
    one.post("/signin", email=seller.email)
    one.post("/verify/lost-phone")
    assert one.enter(mailed(outbox, seller)).location == "/choose"
    assert one.post("/choose", account=seller.id).location.startswith("/verify/phone")
    assert one.post("/verify/phone", phone=NEW, account=seller.id).location == "/verify"
    return outbox.code(NEW)


def test_both_accounts_get_the_new_number(
    visitor: NewVisitor, carla: Seller, elsewhere: OpenElsewhere, outbox: Outbox
) -> None:
    """C8: it was one phone that was lost."""
    other, one = elsewhere(carla.email), visitor()
    assert one.enter(name_new(one, carla, outbox)).location == "/"
    assert (phone_of(carla), phone_of(other)) == (NEW, NEW)


def test_an_account_whose_address_is_new_keeps_its_number(
    visitor: NewVisitor, carla: Seller, elsewhere: OpenElsewhere, outbox: Outbox
) -> None:
    """C10: a mail cannot replace its phone for a week, whatever it does for the other one."""
    other, one = elsewhere("before@example.com"), visitor()
    other.platform_api.post(f"/v1/accounts/{other.id}", email=carla.email)
    assert one.enter(name_new(one, carla, outbox)).location == "/"
    assert (phone_of(carla), phone_of(other)) == (NEW, carla.phone)


def test_a_chosen_account_that_is_closed_meanwhile_changes_none(
    visitor: NewVisitor,
    carla: Seller,
    elsewhere: OpenElsewhere,
    outbox: Outbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """C8, D5: the other would have a new phone, and nobody would be signed in to see it."""
    other, one = elsewhere(carla.email), visitor()
    code = name_new(one, carla, outbox)
    monkeypatch.setattr(asking, "entered", lambda *_: Account.get_by_id(carla.id).close())
    assert one.enter(code).status_code == 401
    assert (phone_of(carla), phone_of(other)) == (carla.phone, carla.phone)
    assert not one.is_in


def test_an_only_account_that_is_closed_meanwhile_gets_no_number(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D5: the code to the new number was right, but there is nothing to open."""
    one = visitor()
    one.follow(carla.login_link())
    one.post("/verify/lost-phone")
    one.enter(mailed(outbox, carla))
    one.post("/verify/phone", phone=NEW)
    code = outbox.code(NEW)
    monkeypatch.setattr(asking, "entered", lambda *_: Account.get_by_id(carla.id).close())
    assert one.enter(code).status_code == 401
    assert phone_of(carla) == carla.phone
