"""Sign out everywhere: no session, no sign-in under way, no unspent link is left."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp.access.audit.chain import AuditEvent
from webapp.access.sessions.session import Session
from webapp.access.tokens import digest

NewVisitor = Callable[..., Visitor]


def test_nobody_is_in_and_nobody_comes_in_by_what_there_was(
    visitor: NewVisitor, alice: Seller
) -> None:
    """D5, D10: this session, the others, codes on their way and links end at the same moment."""
    here, there, coming, later = (visitor() for _ in range(4))
    here.come_in(alice)
    there.come_in(alice)
    code = coming.come_to_the_code(alice)
    link = alice.login_link()
    thief = visitor()
    thief.plant(here.token() or "")
    out = here.post("/signout/everywhere")
    assert out.status_code == 200
    assert "signed out" in out.text
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert here.token() is None
    assert not there.is_in
    assert not thief.is_in
    assert coming.enter(code).status_code == 401
    assert later.follow(link).status_code == 410


def test_nobody_else_is_put_out(visitor: NewVisitor, alice: Seller, bob: Seller) -> None:
    """D10: it is the account's own sessions, links and sign-ins alone."""
    here, bobs, coming = visitor(), visitor(), visitor()
    here.come_in(alice)
    bobs.come_in(bob)
    code = coming.come_to_the_code(bob)
    here.post("/signout/everywhere")
    assert bobs.is_in
    assert coming.enter(code).status_code == 303


def test_what_one_proof_opened_is_all_shut(
    visitor: NewVisitor,
    carla: Seller,
    make_platform: Callable[..., Platform],
    outbox: Outbox,
    clock: TimeMachineFixture,
) -> None:
    """D10: one code opened two accounts, so *everywhere* is both, whichever was looked at."""
    person = {"first_name": "Carla", "last_name": "Elsewhere", "phone": carla.phone}
    other = open_account(make_platform("Bazaar"), "carla", livemode=True, individual=person)
    here, elsewhere, both = visitor(), visitor(), visitor()
    elsewhere.follow(other.login_link())
    elsewhere.ask()
    elsewhere.enter(outbox.code(carla.phone))
    assert elsewhere.is_in
    for someone in (here, both):
        clock.shift(60)
        someone.post("/signin", email=carla.email)
        someone.ask()
        someone.enter(outbox.code(carla.phone))
        someone.post("/choose", account=carla.id)
        assert someone.is_in
    here.post("/signout/everywhere")
    assert not elsewhere.is_in
    assert not both.is_in


def test_whoever_can_switch_to_an_account_is_put_out_with_it(
    visitor: NewVisitor, alice: Seller, bob: Seller, mallory: Seller
) -> None:
    """D5: a session that is in another account now, but reaches this one, ends too."""
    here, other, third = visitor(), visitor(), visitor()
    here.come_in(alice)
    other.come_in(bob)
    third.come_in(mallory)
    mine = Session.digest == digest(other.token() or "")
    Session.update(reach=[bob.id, alice.id]).where(mine).execute()
    here.post("/signout/everywhere")
    assert not other.is_in
    assert third.is_in


@pytest.mark.engine("sqlite")
def test_it_is_written_down_once(visitor: NewVisitor, alice: Seller) -> None:
    """J1: with how much there was."""
    here, there = visitor(), visitor()
    here.come_in(alice)
    there.come_in(alice)
    alice.login_link()
    here.post("/signout/everywhere")
    (row,) = AuditEvent.select().where(AuditEvent.event == "sessions.ended_everywhere")
    assert row.account_id == alice.id
    assert '"sessions":2' in row.detail
    assert '"links":1' in row.detail


@pytest.mark.engine("sqlite")
def test_a_stranger_s_click_does_no_harm(visitor: NewVisitor, alice: Seller) -> None:
    someone, stranger = visitor(), visitor()
    someone.come_in(alice)
    assert stranger.post("/signout/everywhere").status_code == 200
    assert stranger.get("/signout/everywhere").status_code == 405
    assert (
        visitor(**{"Sec-Fetch-Site": "cross-site"}).post("/signout/everywhere").status_code == 403
    )
    assert someone.is_in


def test_a_sign_in_by_e_mail_is_over_too(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """D5: it names no account yet, only the address; it ends all the same."""
    here, coming = visitor(), visitor()
    here.come_in(carla)
    coming.post("/signin", email=carla.email)
    coming.ask()
    here.post("/signout/everywhere")
    assert coming.enter(outbox.code(carla.phone)).status_code == 401
