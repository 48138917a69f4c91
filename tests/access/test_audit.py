"""The audit log: what is recorded, in which words, and that nothing of it can be changed."""

import pytest
from peewee import DatabaseError, DatabaseProxy

from tests.cast import Seller
from webapp.access.audit import trail
from webapp.access.audit.chain import AuditEvent


def rows(chain: str) -> list[AuditEvent]:
    """The rows of a chain, oldest first."""
    mine = AuditEvent.select().where(AuditEvent.chain == chain)
    return list(mine.order_by(AuditEvent.seq))


def test_an_event_is_kept_with_what_was_said(alice: Seller) -> None:
    before = len(rows(alice.id))
    trail.record("phone.changed", account=alice.id, last2="12")
    row = rows(alice.id)[before]
    assert (row.event, row.account_id, row.platform_id) == (
        "phone.changed",
        alice.id,
        alice.platform.id,
    )
    assert (row.actor, row.result, row.detail) == ("seller", "ok", '{"last2":"12"}')


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET actor = 'nobody'",
        "UPDATE audit_event SET mac = mac",
        "DELETE FROM audit_event",
        "DELETE FROM audit_tip",
    ],
)
def test_the_database_refuses_to_change_the_log(db: DatabaseProxy, alice: Seller, sql: str) -> None:
    """J2: the audit table is append-only."""
    trail.record("phone.changed", account=alice.id)
    with pytest.raises(DatabaseError, match="never changed"):
        db.execute_sql(sql)
    assert rows(alice.id)[-1].actor == "seller"
