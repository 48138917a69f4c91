"""Sign-ins that are proven and not yet through: an end of everything ends them, too."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.renewal import NEW, mailed, phone_of
from tests.login.visitor import Visitor
from tests.outbox import Outbox

NewVisitor = Callable[..., Visitor]
sqlite_only = pytest.mark.engine("sqlite")


@pytest.fixture
def shops(carla: Seller, make_platform: Callable[..., Platform]) -> list[Seller]:
    """Carla's accounts on two platforms, with one phone."""
    person = {"first_name": "Carla", "last_name": "Elsewhere", "phone": carla.phone}
    other = open_account(make_platform("Bazaar"), "carla", livemode=True, individual=person)
    return [carla, replace(other, phone=carla.phone)]


@sqlite_only
def test_a_late_choice_ends_with_everything_else(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C9, D5: a proof of the sign-in's 29th minute is good until the 39th, unless all is ended."""
    slow, owner = visitor(), visitor()
    slow.post("/signin", email=shops[0].email)
    clock.shift(29 * 60)
    slow.ask()
    assert slow.enter(outbox.code(shops[0].phone)).location == "/choose"
    clock.shift(2 * 60)
    owner.come_in(shops[1])
    owner.post("/signout/everywhere")
    assert slow.post("/choose", account=shops[1].id).status_code == 401
    assert not slow.is_in


def test_a_new_phone_for_several_accounts_ends_with_one_of_them(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox
) -> None:
    """C9: who enrols one number for all is not let through after the owner of one said no."""
    thief, owner = visitor(), visitor()
    thief.post("/signin", email=shops[0].email)
    thief.post("/verify/lost-phone")
    thief.enter(mailed(outbox, shops[0]))
    assert thief.post("/verify/phone", account=shops[0].id, phone=NEW).location == "/verify"
    owner.come_in(shops[1])
    owner.post("/signout/everywhere")
    assert thief.enter(outbox.code(NEW)).status_code == 401
    assert not thief.is_in
    assert [phone_of(shop) for shop in shops] == [shops[0].phone, shops[0].phone]
