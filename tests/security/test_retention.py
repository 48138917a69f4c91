"""The audit log outlives everything that is swept."""

from collections.abc import Callable

import time_machine
from peewee import DatabaseProxy

from tests.cast import Seller
from webapp import clock
from webapp.access.audit import trail
from webapp.access.audit.chain import AuditEvent

THIRTEEN_MONTHS = 396 * clock.DAY


def test_the_audit_log_is_kept_for_more_than_a_year(
    db: DatabaseProxy, cli: Callable[..., str], alice: Seller
) -> None:
    """J4: thirteen months on, swept and upgraded, each row is there and proves itself."""
    trail.record("phone.changed", account=alice.id)
    before = AuditEvent.select().count()
    with time_machine.travel(clock.now() + THIRTEEN_MONTHS):
        cli("access", "sweep")
        cli("db", "upgrade")
        assert AuditEvent.select().count() >= before
        assert "phone.changed" in cli("audit", "show", "--account", alice.id)
        assert cli("audit", "verify").startswith("sound")
