"""After the platform's reset: the next link leads to a new number, by mail where there is one."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.renewal import NEW, mailed, phone_of
from tests.login.visitor import Visitor
from tests.outbox import Outbox

NewVisitor = Callable[..., Visitor]
sqlite_only = pytest.mark.engine("sqlite")


def reset(seller: Seller) -> None:
    path = f"/v1/accounts/{seller.id}/reset_phone"
    seller.platform_api.post(path, reason="Lost; passport checked.")


def test_the_holder_of_the_next_link_enrols_a_number(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C10: code by mail, number, code to it; then the account opens, and payouts are held."""
    reset(carla)
    someone = visitor()
    someone.follow(carla.login_link())
    page = someone.get("/verify").text
    assert "Acme let you choose a new number" in page
    assert "Text me a code" not in page
    assert NEW not in page
    assert carla.phone not in page
    assert someone.post("/verify/send", way="sms").status_code == 400
    assert someone.post("/verify/phone", phone=NEW).location == "/verify"
    someone.post("/verify/send", way="email")
    entered = someone.enter(mailed(outbox, carla))
    assert entered.location == f"/verify/phone?account={carla.id}"
    assert not someone.is_in
    assert someone.post("/verify/phone", phone=NEW).location == "/verify"
    assert someone.enter(outbox.code(NEW)).location == "/"
    assert phone_of(carla) == NEW
    clock.shift(86_400 - 1)
    refused = carla.api.request("POST", "/v1/payouts", amount=1, currency="eur")
    assert refused.json["error"]["code"] == "payouts_not_allowed"


def test_without_a_mail_address_the_link_is_enough(
    visitor: NewVisitor, open_seller: Callable[..., Seller], outbox: Outbox
) -> None:
    """C10: the platform vouched twice, by the reset and by the link, which is spent by it."""
    nora = open_seller("nora", livemode=True, email=None)
    reset(nora)
    someone, second = visitor(), visitor()
    link = nora.login_link()
    for one in (someone, second):
        one.follow(link)
        assert one.get("/verify").location == "/verify/phone"
    assert someone.post("/verify/phone", phone=NEW).location == "/verify"
    assert second.post("/verify/phone", phone="+4915112999002").status_code == 410
    assert someone.enter(outbox.code(NEW)).location == "/"
    assert phone_of(nora) == NEW


def test_no_other_way_in_goes_round_the_new_number(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C10: who comes by her address proves herself by mail and names a number, too."""
    reset(carla)
    someone = visitor()
    someone.post("/signin", email=carla.email)
    someone.ask()
    assert len(outbox.to(carla.phone)) == 1  # the notice, no code
    someone.post("/verify/send", way="email")
    entered = someone.enter(mailed(outbox, carla))
    assert entered.location.startswith("/verify/phone")
    for more in ({}, {"keep": "1"}):
        chosen = someone.post("/choose", account=carla.id, **more)
        assert chosen.location.startswith("/verify/phone")
    assert "Keep the old number" not in someone.get("/verify/phone").text
    assert not someone.is_in


@sqlite_only
def test_a_reset_helps_where_a_mail_may_not(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C10: after a new e-mail address, the platform's word is the way on."""
    carla.platform_api.post(f"/v1/accounts/{carla.id}", email="fresh@example.com")
    reset(carla)
    owned = Seller(carla.id, "fresh@example.com", carla.phone, carla.platform, livemode=True)
    someone = visitor()
    someone.follow(carla.login_link())
    someone.post("/verify/send", way="email")
    someone.enter(mailed(outbox, owned))
    someone.post("/verify/phone", phone=NEW)
    assert someone.enter(outbox.code(NEW)).location == "/"


@sqlite_only
def test_the_old_number_may_be_enrolled_again(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """A reset by mistake costs a walk, not a phone."""
    reset(carla)
    clock.shift(60)
    someone = visitor()
    someone.follow(carla.login_link())
    someone.post("/verify/send", way="email")
    someone.enter(mailed(outbox, carla))
    someone.post("/verify/phone", phone=carla.phone)
    code = [m for m in outbox.to(carla.phone) if "is your code" in m.body][-1].code
    assert someone.enter(code).location == "/"
