"""Somebody who holds the database, though not SECRET_KEY, and changes the audit log in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from peewee import DatabaseProxy

from webapp.access.audit import proof
from webapp.access.audit.chain import AuditEvent, AuditTip
from webapp.access.audit.proof import Breach
from webapp.database import is_sqlite

TRIGGERS = ("audit_event_keep", "audit_event_stay", "audit_tip_stay")
KEY = ("chain", "seq")


@contextmanager
def tampered(db: DatabaseProxy, *, is_undone: bool = True) -> Iterator[None]:
    """The database without its triggers; what is done to it in here is undone, unless it is not."""
    with db.atomic() as transaction:
        if is_sqlite():
            for name in TRIGGERS:
                db.execute_sql(f"DROP TRIGGER {name}")
        else:
            db.execute_sql("SET LOCAL session_replication_role = replica")
        yield
        if is_undone:
            transaction.rollback()


def breaches() -> list[Breach]:
    """What a look at every chain finds."""
    found = (proof.verify(chain)[1] for chain in proof.chains())
    return [breach for breach in found if breach]


def last(chain: str) -> int:
    """How many rows the chain has, by its tip."""
    tip = AuditTip.get_or_none(AuditTip.chain == chain)
    return tip.seq if tip else 0


def row(chain: str, seq: int) -> dict[str, Any]:
    """One row, as it lies in the database."""
    return dict(AuditEvent.select().where(at(chain, seq)).dicts().get())


def change(chain: str, seq: int, **fields: Any) -> None:
    """Write something else into a row."""
    AuditEvent.update(fields).where(at(chain, seq)).execute()


def remove(chain: str, seq: int) -> None:
    """Take a row out."""
    AuditEvent.delete().where(at(chain, seq)).execute()


def swap(chain: str, seq: int, other: int) -> None:
    """Let two rows change places."""
    first, second = row(chain, seq), row(chain, other)
    for place, said in ((seq, second), (other, first)):
        change(chain, place, **{name: said[name] for name in said if name not in KEY})


def insert(chain: str, seq: int) -> None:
    """Put one more row in, and move all later ones on."""
    last = AuditTip.get(AuditTip.chain == chain).seq
    for later in range(last, seq - 1, -1):
        AuditEvent.update(seq=later + 1).where(at(chain, later)).execute()
    forged = row(chain, seq - 1) | {"seq": seq}
    AuditEvent.insert(forged).execute()


def cut(chain: str, seq: int, tip: dict[str, Any] | None = None) -> None:
    """Cut the chain off before a row, and say that it ended there."""
    AuditEvent.delete().where(AuditEvent.chain == chain, AuditEvent.seq >= seq).execute()
    if tip:
        AuditTip.update(tip).where(AuditTip.chain == chain).execute()


def at(chain: str, seq: int) -> Any:
    """The place of a row."""
    return (AuditEvent.chain == chain) & (AuditEvent.seq == seq)
