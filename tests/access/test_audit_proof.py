"""Whatever is changed in the audit log is found, and the first row that it touches is named."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from tests.access import tampering
from tests.access.audit_ways import WAYS, inserted
from tests.access.tampering import breaches, last, tampered
from tests.app import SECRET_KEY
from tests.cast import Seller
from webapp import clock, keyring
from webapp.access.audit import proof, trail
from webapp.access.audit.chain import AuditEvent, AuditTip
from webapp.database import close_connection

ROWS, TRIES = 300, 100
ANOTHER_KEY = "another secret key of thirty-two bytes"


@pytest.fixture
def chain(alice: Seller, db: DatabaseProxy) -> str:
    """Alice's chain, some hundred rows long."""
    with db.atomic():
        while last(alice.id) < ROWS:
            trail.record("account.switched", account=alice.id, number=last(alice.id))
    return alice.id


@pytest.fixture
def secrets() -> Iterator[Callable[..., None]]:
    """Start with other secrets, the newest first: `secrets(new, old)`."""
    yield keyring.unlock
    keyring.unlock(SECRET_KEY)


def test_any_one_row_that_is_touched_is_named(chain: str, db: DatabaseProxy) -> None:
    """J2, T29: of 100 rows changed, removed, swapped, inserted or cut off, each is named."""
    chance = random.Random(20_310_304)
    for number in range(TRIES):
        seq = 1 + chance.randrange(ROWS)
        if WAYS[number % len(WAYS)] is inserted:
            seq = ROWS - number % 20  # all later rows are moved: near the end, that is quick
        with tampered(db):
            touched = WAYS[number % len(WAYS)](chain, seq, chance)
            found = [(breach.chain, breach.seq) for breach in breaches()]
        assert found == [(chain, touched)], WAYS[number % len(WAYS)]
    assert not breaches()


def test_a_forged_end_is_found(chain: str, db: DatabaseProxy) -> None:
    """J2: who cuts off the tail and writes a shorter end cannot sign it."""
    kept = AuditTip.select().where(AuditTip.chain == chain).dicts().get()
    digest = digest_at(chain, ROWS - 1)
    with tampered(db):
        tampering.cut(chain, ROWS, {"seq": ROWS - 1, "digest": digest})
        assert [(b.chain, b.seq) for b in breaches()] == [(chain, ROWS - 1)]
    with tampered(db):
        tampering.cut(chain, ROWS, {"digest": digest, "mac": kept["mac"]})
        assert [(b.chain, b.seq) for b in breaches()] == [(chain, ROWS)]


def digest_at(chain: str, seq: int) -> str:
    """The digest of a chain's first rows: no secret, anybody can compute it."""
    walk = proof.Walk(chain)
    for row in proof.rows(chain):
        assert walk.step(row) is None
        if walk.seq == seq:
            return walk.digest
    raise AssertionError(seq)


def test_what_was_cut_off_is_not_signed_again(chain: str, db: DatabaseProxy) -> None:
    """J2: people still get in, but the row after the breach says what was found."""
    digest = digest_at(chain, ROWS - 1)
    with tampered(db):
        tampering.cut(chain, ROWS, {"seq": ROWS - 1, "digest": digest})
        trail.record("session.opened", account=chain)
        written = AuditEvent.select(AuditEvent.event).where(AuditEvent.chain == chain)
        newest = [name for (name,) in written.order_by(AuditEvent.seq).tuples()][-2:]
        assert newest == ["audit.broken", "session.opened"]
        assert [(b.chain, b.seq) for b in breaches()] == [(chain, ROWS)]


def test_a_chain_that_is_gone_as_a_whole_is_missed(
    chain: str, db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    """J2: the platform's chain knows that the seller's began, and when."""
    with tampered(db):
        tampering.cut(chain, 1)
        AuditTip.delete().where(AuditTip.chain == chain).execute()
        assert [(b.chain, b.seq) for b in breaches()] == [(chain, 1)]
        time_machine.move_to(clock.now() + 60)
        trail.record("session.opened", account=chain)
        assert {(b.chain, b.seq) for b in breaches()} == {(chain, 1)}
    with tampered(db):
        AuditTip.delete().where(AuditTip.chain == chain).execute()
        assert {(b.chain, b.seq) for b in breaches()} == {(chain, 1)}


def test_parallel_writers_keep_every_chain_whole(
    app: Flask, alice: Seller, bob: Seller, db: DatabaseProxy
) -> None:
    """J2: 8 writers of 25 rows each, to two sellers at once, leave two whole chains."""
    before = last(alice.id), last(bob.id)

    def write(number: int) -> None:
        for _ in range(25):
            trail.record("account.switched", account=(alice, bob)[number % 2].id)
        close_connection()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert (last(alice.id), last(bob.id)) == (before[0] + 100, before[1] + 100)
    assert not breaches()


def test_parallel_first_writers_begin_one_chain(app: Flask, db: DatabaseProxy) -> None:
    """J2: of 8 who are the first of a seller, and of the whole log, none is lost."""
    gate = Barrier(8)

    def write(_: int) -> None:
        gate.wait()
        trail.record("session.opened", account="acct_fresh")
        close_connection()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert (last("acct_fresh"), last("system")) == (8, 1)
    assert not breaches()


def test_a_new_secret_key_continues_the_chains(chain: str, secrets: Callable[..., None]) -> None:
    """F7, J2: rows of an older key still prove themselves, and no row is forged by it."""
    secrets(ANOTHER_KEY, SECRET_KEY)
    assert not breaches()
    trail.record("session.opened", account=chain)
    assert not breaches()


def test_a_key_that_was_forgotten_is_asked_for(chain: str, secrets: Callable[..., None]) -> None:
    """J2: what cannot be checked is never called sound."""
    secrets(ANOTHER_KEY)
    assert {breach.chain for breach in breaches()} >= {chain}
    assert "SECRET_KEY_FALLBACKS" in str(breaches()[0])


def test_a_renewed_end_proves_all_rows_before_it(
    chain: str, db: DatabaseProxy, secrets: Callable[..., None]
) -> None:
    """F7, J2: after `audit renew` the old key may go, and a changed old row is still found."""
    secrets(ANOTHER_KEY, SECRET_KEY)
    assert [proof.renew(name) for name in proof.chains()].count(None) >= 2
    secrets(ANOTHER_KEY)
    assert not breaches()
    with tampered(db):
        tampering.change(chain, 7, actor="nobody")
        assert [breach.chain for breach in breaches()] == [chain]
