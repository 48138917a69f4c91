"""One contact at a time, and which accounts of one e-mail address get the new number."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.renewal import NEW, OTHER, begin, change_phone, mailed, phone_of, prove_by_mail
from tests.login.visitor import PENDING, Visitor
from tests.outbox import Outbox
from webapp.access.factors.recovery_code import RecoveryCode

NewVisitor = Callable[..., Visitor]
NewSeller = Callable[..., Seller]
sqlite_only = pytest.mark.engine("sqlite")


def test_a_new_address_cannot_replace_the_phone_for_a_week(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C10: one contact at a time; refused to the last second, with the next step."""
    carla.platform_api.post(f"/v1/accounts/{carla.id}", email="thief@example.com")
    owned = Seller(carla.id, "thief@example.com", carla.phone, carla.platform, livemode=True)
    clock.shift(7 * 86_400 - 60)
    someone = visitor()
    begin(someone, owned, "link")
    prove_by_mail(someone, owned, outbox)
    refused = someone.post("/verify/phone", phone=NEW)
    assert refused.status_code == 409
    assert "e-mail address of your account was changed a short while ago" in refused.text
    assert "ask Acme to let you choose a new number" in refused.text
    clock.shift(60)
    assert someone.post("/verify/phone", phone=NEW).location == "/verify"


@sqlite_only
def test_who_cannot_wait_signs_in_with_the_old_number(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """The mail is a way in all the same; nothing has changed then."""
    someone = visitor()
    begin(someone, carla, "link")
    prove_by_mail(someone, carla, outbox)
    assert "Keep the old number and sign in" in someone.get("/verify/phone").text
    assert someone.post("/choose", account=carla.id, keep="1").location == "/"
    assert someone.is_in
    assert phone_of(carla) == carla.phone


@sqlite_only
def test_a_new_phone_cannot_be_replaced_by_mail_for_a_day(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C10: neither from the code screen, nor in a session that a mail opened."""
    change_phone(visitor(), carla, outbox)
    clock.shift(86_400 - 60)
    someone = visitor()
    begin(someone, carla, "link")
    prove_by_mail(someone, carla, outbox)
    assert someone.post("/verify/phone", phone=OTHER).status_code == 409
    inside = visitor()
    begin(inside, carla, "email")
    inside.post("/verify/send", way="email")
    inside.enter(mailed(outbox, carla))
    assert inside.is_in
    assert inside.post("/phone", phone=OTHER).status_code == 409
    clock.shift(60)
    assert inside.post("/phone", phone=OTHER).location == "/verify"


def test_one_mail_with_several_accounts_changes_those_with_that_number(
    visitor: NewVisitor, open_seller: NewSeller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C9: the chosen account and those of the same old number; one with another keeps it."""
    first = open_seller("erin", livemode=True)
    second, third = open_seller("erin", livemode=True), open_seller("erin", livemode=True)
    person = {"phone": first.phone}
    second.platform_api.post(f"/v1/accounts/{second.id}", individual=person)
    clock.shift(2 * 86_400)
    someone = visitor()
    begin(someone, first, "email")
    someone.post("/verify/lost-phone")
    assert someone.enter(mailed(outbox, first)).location == "/choose"
    chosen = someone.post("/choose", account=second.id)
    assert chosen.location == f"/verify/phone?account={second.id}"
    someone.post("/verify/phone", account=second.id, phone=NEW)
    assert someone.enter(outbox.code(NEW)).location == "/"
    assert [phone_of(one) for one in (first, second, third)] == [NEW, NEW, third.phone]
    assert someone.post("/switch", account=third.id).status_code == 404


@sqlite_only
def test_what_a_new_address_enrolled_is_as_new_as_the_address(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C10: in by mail, an authenticator app added, and that as the proof: the same week."""
    thief = visitor()
    carla.platform_api.post(f"/v1/accounts/{carla.id}", email="thief@example.com")
    clock.shift(3600)
    codes = RecoveryCode.renew(carla.id)  # as the thief could, signed in by mail
    thief.follow(carla.login_link())
    thief.post("/verify/recovery-code", code=codes[0])
    assert thief.is_in
    refused = thief.post("/phone", phone=NEW)
    assert refused.status_code == 409
    assert "only a code to its phone" in refused.text


@sqlite_only
def test_codes_on_paper_from_before_replace_the_phone(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C10: what was there before the address changed is her own."""
    codes = RecoveryCode.renew(carla.id)
    clock.shift(3600)
    carla.platform_api.post(f"/v1/accounts/{carla.id}", email="fresh@example.com")
    someone = visitor()
    someone.follow(carla.login_link())
    someone.post("/verify/recovery-code", code=codes[0])
    assert someone.post("/phone", phone=NEW).location == "/verify"
    assert someone.enter(outbox.code(NEW)).location == "/settings/phone"


@sqlite_only
def test_another_s_account_cannot_be_named(
    visitor: NewVisitor, carla: Seller, open_seller: NewSeller, outbox: Outbox
) -> None:
    """F2: as unknown as none."""
    dora = open_seller("dora", livemode=True)
    someone = visitor()
    begin(someone, carla, "email")
    prove_by_mail(someone, carla, outbox)
    for account in (dora.id, "acct_nobody", ""):
        assert someone.post("/verify/phone", account=account, phone=NEW).status_code == 404
    assert someone.token(PENDING)
    assert not outbox.to(NEW)
