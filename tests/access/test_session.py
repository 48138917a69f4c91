"""A session's row: what it proved and when, a new id at each step up, and never too many."""

from collections.abc import Callable

import pytest
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from tests.cast import Seller
from webapp.access.audit.chain import AuditEvent
from webapp.access.sessions.session import LIVE_MAX, Session, SessionOver
from webapp.access.sessions.signed_in import signed_in
from webapp.access.tokens import digest
from webapp.accounts.account import Account

MINUTE = 60


@pytest.fixture
def open_session(db: DatabaseProxy, alice: Seller) -> Callable[..., str]:
    """Sign a browser of Alice's in; returns its token."""
    return lambda **fields: Session.open(Account.get_by_id(alice.id), proof="sms", **fields)


def test_an_id_is_opaque_and_only_its_hash_is_kept(open_session: Callable[..., str]) -> None:
    """D1: 256 random bits outside, their SHA-256 inside; 200 sessions, no two alike."""
    tokens = {open_session() for _ in range(200)}
    assert len(tokens) == 200
    assert all(len(token) == 43 for token in tokens)
    token = tokens.pop()
    (row,) = Session.select().where(Session.digest == digest(token)).dicts()
    assert token not in str(row)
    assert signed_in(row["digest"]) is None
    assert signed_in(Session.get_by_id(row["digest"]).id) is None


def test_a_step_up_gives_a_new_id_and_kills_the_old_one(open_session: Callable[..., str]) -> None:
    """D2: at step-up there is a new id and the old one is dead at once."""
    token = open_session(ip="203.0.113.7")
    fresh = Session.renew(token, proof="totp")
    assert fresh != token
    assert signed_in(token) is None
    user = signed_in(fresh)
    assert user
    assert user.proof == "totp"
    assert Session.get_by_id(user.digest).ip == "203.0.113.7"
    with pytest.raises(SessionOver):
        Session.renew(token, proof="totp")


def test_a_step_up_lengthens_no_session(
    open_session: Callable[..., str], time_machine: TimeMachineFixture
) -> None:
    """D3: twelve hours after the first code it is over, whatever was proven in between."""
    time_machine.move_to(2_000_000_000, tick=False)
    token = open_session()
    for _ in range(12 * 6 - 1):
        time_machine.shift(10 * MINUTE)
        token = Session.renew(token, proof="sms")
    time_machine.shift(10 * MINUTE - 1)
    assert signed_in(token)
    time_machine.shift(1)
    assert signed_in(token) is None
    with pytest.raises(SessionOver):
        Session.renew(token, proof="sms")


def test_a_session_that_is_over_cannot_step_up(
    open_session: Callable[..., str], time_machine: TimeMachineFixture
) -> None:
    """D5: neither an ended nor an idle session gets a new id."""
    time_machine.move_to(2_000_000_000, tick=False)
    ended, idle = open_session(), open_session()
    Session.end(ended)
    time_machine.shift(15 * MINUTE)
    for token in (ended, idle, "", "F" * 43):
        with pytest.raises(SessionOver):
            Session.renew(token, proof="sms")


def test_a_session_is_fresh_for_as_long_as_one_asks(
    open_session: Callable[..., str], time_machine: TimeMachineFixture
) -> None:
    """C8: what only a fresh proof may do is possible for five minutes; use lengthens nothing."""
    time_machine.move_to(2_000_000_000, tick=False)
    token = open_session()
    for passed, is_fresh in ((299, True), (1, True), (1, False)):
        time_machine.shift(passed)
        user = signed_in(token)
        assert user
        assert user.is_fresh(5 * MINUTE) is is_fresh
    user = signed_in(Session.renew(token, proof="email"))
    assert user
    assert user.is_fresh(5 * MINUTE)


def test_a_session_from_before_is_not_fresh(open_session: Callable[..., str]) -> None:
    """C8: a session of which we do not know when it proved what must prove it again."""
    token = open_session()
    Session.update(verified_at=None).where(Session.digest == digest(token)).execute()
    user = signed_in(token)
    assert user
    assert not user.is_fresh(5 * MINUTE)


def test_one_more_than_twenty_ends_the_one_unused_for_longest(
    open_session: Callable[..., str], time_machine: TimeMachineFixture
) -> None:
    """D10: an account has at most twenty live sessions; one more ends the least used."""
    time_machine.move_to(2_000_000_000, tick=False)
    tokens = []
    for _ in range(LIVE_MAX):
        time_machine.shift(1)
        tokens.append(open_session())
    time_machine.shift(2 * MINUTE)
    assert all(signed_in(token) for token in tokens if token != tokens[7])
    newest = open_session()
    assert [token for token in tokens if not signed_in(token)] == [tokens[7]]
    assert signed_in(newest)


def test_what_one_proof_opened_is_known(
    open_session: Callable[..., str], alice: Seller, bob: Seller, mallory: Seller
) -> None:
    """D10: a session that can switch to an account is listed among that account's."""
    Account.update(email=alice.email).where(Account.id == bob.id).execute()
    token = open_session(reach=[bob.id])
    user = signed_in(token)
    assert user
    assert user.reach == (bob.id,)
    assert [session.digest for session in Session.live(bob.id)] == [digest(token)]
    assert not list(Session.live(mallory.id))
    assert not list(Session.live(bob.id[:-1]))
    assert not list(Session.live("%"))
    Account.update(email="bob@example.com").where(Account.id == bob.id).execute()
    assert not list(Session.live(bob.id))


def test_a_session_that_ends_twice_is_noted_once(
    open_session: Callable[..., str], alice: Seller
) -> None:
    """D5, J1: from two devices at once, say; the second finds nothing to end."""
    open_session()
    (here,), (there,) = list(Session.live(alice.id)), list(Session.live(alice.id))
    here.end_now("signed out")
    there.end_now("ended from another device")
    (row,) = AuditEvent.select().where(AuditEvent.event == "session.ended")
    assert '"why":"signed out"' in row.detail
