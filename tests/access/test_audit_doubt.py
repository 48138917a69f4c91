"""The audit log in odd hours: a key that is gone, a chain longer than one look."""

from collections.abc import Callable, Iterator

import pytest
from peewee import DatabaseProxy

from tests.access import tampering
from tests.access.tampering import breaches, last, tampered
from tests.app import SECRET_KEY
from tests.cast import Seller
from webapp import keyring
from webapp.access.audit import proof, trail
from webapp.access.audit.chain import AuditEvent

ANOTHER_KEY = "another secret key of thirty-two bytes"


@pytest.fixture
def forget_key(db: DatabaseProxy) -> Iterator[Callable[[], None]]:
    """Start with another secret, and without the old one among the fallbacks."""
    yield lambda: keyring.unlock(ANOTHER_KEY)
    keyring.unlock(SECRET_KEY)


def test_an_end_whose_key_is_gone_is_not_built_upon_unsaid(
    alice: Seller, forget_key: Callable[[], None]
) -> None:
    """J2: it might be anybody's; people get in, and the chain says from where it is in doubt."""
    before = last(alice.id)
    forget_key()
    trail.record("session.opened", account=alice.id)
    written = AuditEvent.select(AuditEvent.event).where(
        AuditEvent.chain == alice.id, AuditEvent.seq > before
    )
    newest = [event for (event,) in written.order_by(AuditEvent.seq).tuples()]
    assert newest == ["audit.broken", "session.opened"]
    assert alice.id in {breach.chain for breach in breaches()}


@pytest.mark.parametrize("forged", ["not JSON", "{}", "[]", "7"])
def test_a_row_that_names_no_chain_is_a_breach_and_no_fault(
    alice: Seller, db: DatabaseProxy, forget_key: Callable[[], None], forged: str
) -> None:
    """J2: which chain began there cannot be said without the key, but that one is missing can."""
    platform = alice.platform.id
    opened = AuditEvent.get(AuditEvent.chain == platform, AuditEvent.event == "audit.opened")
    with tampered(db):
        tampering.change(platform, opened.seq, detail=forged)
        forget_key()
        _, breach = proof.verify(platform)
    assert f"{platform} row {opened.seq} saw this chain begin" in str(breach)


@pytest.mark.parametrize("rows", [6, 7, 8, 14, 20])
def test_a_chain_longer_than_one_look_is_walked_to_its_end(
    alice: Seller, db: DatabaseProxy, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """J2: seven rows a look; each row once, and a change of the very last is found."""
    monkeypatch.setattr(proof, "ROWS_AT_ONCE", 7)
    while last(alice.id) < rows:
        trail.record("account.switched", account=alice.id)
    assert proof.verify(alice.id) == (rows, None)
    with tampered(db):
        tampering.change(alice.id, rows, actor="nobody")
        found = [(breach.chain, breach.seq) for breach in breaches()]
    assert found == [(alice.id, rows)]
