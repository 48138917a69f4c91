"""Another e-mail address: named by who proved herself, proven by a code, told to the old one."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.addresses import NEW, change, email_of, mailed
from tests.login.visitor import Visitor
from tests.noted import noted
from tests.outbox import Outbox
from webapp.access.codes import sending
from webapp.accounts.account import Account
from webapp.accounts.contact_change import EMAIL, SELLER, ContactChange

NewVisitor = Callable[..., Visitor]
sqlite_only = pytest.mark.engine("sqlite")


def test_a_code_to_the_new_address_changes_it_and_the_old_one_is_told(
    inside: Visitor, carla: Seller, outbox: Outbox, cli: Callable[..., str]
) -> None:
    """J1: nothing changes before the code is typed; then the old mailbox and the log hear of it."""
    before, former = inside.token(), len(outbox.to(carla.email))
    assert inside.post("/email", email=f"  {NEW.upper()} ").location == "/verify"
    assert NEW in inside.get("/verify").text
    assert email_of(carla) == carla.email
    assert len(outbox.to(carla.email)) == former
    changed = inside.enter(mailed(outbox, NEW))
    assert changed.location == "/settings?saved=email#contact"
    assert email_of(carla) == NEW
    assert inside.is_in
    assert inside.token() != before
    (told,) = outbox.to(carla.email)[former:]
    assert "was changed" in told.body
    assert NEW not in told.body
    (row,) = noted(cli, "email.changed", account_id=carla.id)
    assert (row["actor"], row["detail"]["by"]) == ("seller", SELLER)
    assert NEW not in str(row)
    assert "Your e-mail address was changed." in inside.get("/settings/events").text
    change_ = ContactChange.newest(Account.get_by_id(carla.id), EMAIL)
    assert change_
    assert change_.old == carla.email


def test_the_new_address_signs_in_and_the_old_one_does_not(
    inside: Visitor, visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    change(inside, outbox)
    clock.shift(120)
    again, stale = visitor(), visitor()
    for someone, address in ((again, NEW), (stale, carla.email)):
        assert someone.post("/signin", email=address).status_code == 303
    texts = len(outbox.to(carla.phone))
    stale.ask()
    assert len(outbox.to(carla.phone)) == texts
    again.ask()
    assert again.enter(outbox.code(carla.phone)).status_code == 303
    assert again.is_in


def test_without_a_proof_of_late_no_address_is_taken(
    inside: Visitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """A session alone does not do, as it does not for a new number."""
    clock.shift(301)
    refused = inside.post("/email", email=NEW)
    assert (refused.status_code, refused.location) == (303, "/confirm?then=email")
    assert not outbox.to(NEW)
    assert 'name="email"' not in inside.get("/settings/email").text
    clock.shift(60)
    inside.get("/confirm?then=email")
    inside.ask()
    assert inside.enter(outbox.code(carla.phone)).location == "/settings/email"
    assert 'name="email"' in inside.get("/settings/email").text


@sqlite_only
@pytest.mark.parametrize(
    "junk",
    [
        *("", "carla", "carla@", "@example.com", "a@b", "a b@example.com", "a@b@example.com"),
        *("a@example.com,b@example.com", "<a@example.com>", '"a"@example.com', "a@exa mple.com"),
        *("a@example.com\r\nBcc: x@example.com", "a@example.com\x00", "ü" * 5_000 + "@example.com"),
        *("\u202ea@example.com", "a@[127.0.0.1]"),
    ],
)
def test_what_is_no_address_is_refused_with_what_was_typed(
    inside: Visitor, carla: Seller, outbox: Outbox, junk: str
) -> None:
    before = len(outbox)
    refused = inside.post("/email", email=junk)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert len(outbox) == before
    assert email_of(carla) == carla.email


@sqlite_only
def test_the_address_that_there_is_is_no_new_one(inside: Visitor, carla: Seller) -> None:
    refused = inside.post("/email", email=carla.email.title())
    assert refused.status_code == 422
    assert "Give the new one" in refused.text


def test_a_wrong_code_changes_nothing_and_five_end_it(
    inside: Visitor, carla: Seller, outbox: Outbox
) -> None:
    """B4: the tries at an address are counted as those at a number are."""
    inside.post("/email", email=NEW)
    code = mailed(outbox, NEW)
    for step in range(1, 6):
        assert inside.enter(f"{(int(code) + step) % 10**8:08d}").status_code in {422, 429}
    assert inside.enter(code).status_code != 303
    assert email_of(carla) == carla.email
    assert inside.is_in


def test_a_code_of_one_address_does_not_prove_another(
    inside: Visitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B4: a code opens its own door only."""
    inside.post("/email", email=NEW)
    first = mailed(outbox, NEW)
    inside.post("/email", email="other@example.org")
    assert inside.enter(first).status_code == 422
    assert email_of(carla) == carla.email


def test_a_code_to_the_phone_does_not_prove_an_address(
    inside: Visitor, carla: Seller, outbox: Outbox
) -> None:
    """B4: nor can one be asked for."""
    inside.post("/email", email=NEW)
    texts = len(outbox.to(carla.phone))
    refused = inside.post("/verify/send", way="sms")
    assert refused.status_code == 400
    assert len(outbox.to(carla.phone)) == texts


@sqlite_only
def test_a_stranger_s_mailbox_is_not_filled(inside: Visitor, carla: Seller, outbox: Outbox) -> None:
    """C1: one code, then a wait, however often the form is sent."""
    for _ in range(5):
        inside.post("/email", email=NEW)
    assert len(outbox.to(NEW)) == 1
    assert sending.RESEND_FIRST == 30


@sqlite_only
def test_somebody_else_s_session_takes_no_code(
    inside: Visitor, visitor: NewVisitor, carla: Seller, bob: Seller, outbox: Outbox
) -> None:
    """F2: the code is bound to the session that named the address."""
    inside.post("/email", email=NEW)
    other = visitor()
    other.come_in(bob)
    pending = inside.token("__Host-pending")
    assert pending
    other.plant(pending, "__Host-pending")
    assert other.enter(mailed(outbox, NEW)).status_code == 401
    assert email_of(carla) == carla.email
    assert email_of(bob) == bob.email


@sqlite_only
def test_a_seller_whose_platform_mails_no_codes_may_change_her_address_too(
    make_platform: Callable[..., Platform], visitor: NewVisitor, outbox: Outbox
) -> None:
    dora = open_account(make_platform("Quiet", "--factor", "sms"), "dora")
    someone = visitor()
    someone.come_in(dora)
    assert change(someone, outbox) == "/settings?saved=email#contact"
    assert email_of(dora) == NEW


@sqlite_only
def test_a_stranger_names_no_address(visitor: NewVisitor) -> None:
    """E13: a write leads to the sign-in."""
    assert visitor().post("/email", email=NEW).location == "/signin"
