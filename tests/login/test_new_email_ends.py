"""What another e-mail address ends, and when one contact is too young to change the other."""

from collections.abc import Callable

from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.addresses import NEW, change, mailed
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp.accounts.account import Account
from webapp.accounts.contact_change import PHONE, SELLER, ContactChange

NewVisitor = Callable[..., Visitor]


def test_devices_that_a_code_to_the_old_address_opened_are_out(
    inside: Visitor, visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """D5: what the old address opened ends; who changed it stays, by whatever way she came."""
    clock.shift(60)
    by_mail = visitor()
    by_mail.follow(carla.login_link())
    by_mail.post("/verify/send", way="email")
    by_mail.enter(mailed(outbox, carla.email))
    assert by_mail.is_in
    other = visitor()
    clock.shift(120)
    other.follow(carla.login_link())
    other.post("/verify/send", way="email")
    other.enter(mailed(outbox, carla.email))
    assert other.is_in
    change(by_mail, outbox)
    assert by_mail.is_in
    assert inside.is_in
    assert not other.is_in


def test_a_phone_of_today_changes_no_address(
    inside: Visitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C10: one contact at a time; a day later her own phone does."""
    ContactChange.note(Account.get_by_id(carla.id), PHONE, SELLER, "+4915112999999")
    refused = inside.post("/email", email=NEW)
    assert refused.status_code == 409
    assert "a short while ago" in refused.text
    assert not outbox.to(NEW)
    ContactChange.update(at=ContactChange.at - 86_400).where(
        ContactChange.account == carla.id
    ).execute()
    assert change(inside, outbox) == "/settings?saved=email#contact"
