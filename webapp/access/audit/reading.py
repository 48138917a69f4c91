"""Reading the audit log: what an account's people may see of it, and what the operator asks for."""

import json
from dataclasses import dataclass
from typing import Any

from webapp.access.audit.chain import AuditEvent
from webapp.access.audit.events import SHOWN_TO_SELLERS
from webapp.access.audit.words import clean


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows the operator asks for; what is not said does not narrow."""

    account_id: str | None = None
    platform_id: str | None = None
    event: str | None = None
    since: int | None = None


def of_account(account_id: str, *, before: int | None, limit: int) -> list[AuditEvent]:
    """The account's own events, newest first: those that its people may see."""
    mine = (AuditEvent.chain == account_id) & AuditEvent.event.in_(SHOWN_TO_SELLERS)
    if before is not None:
        mine &= AuditEvent.seq < before
    return list(AuditEvent.select().where(mine).order_by(AuditEvent.seq.desc()).limit(limit))


def newest(wanted: Wanted, limit: int) -> list[AuditEvent]:
    """The newest rows that were asked for, newest first."""
    columns = {
        AuditEvent.chain: wanted.account_id,
        AuditEvent.platform_id: wanted.platform_id,
        AuditEvent.event: wanted.event,
    }
    conditions = [column == value for column, value in columns.items() if value is not None]
    if wanted.since is not None:
        conditions.append(AuditEvent.at >= wanted.since)
    query = AuditEvent.select().where(*conditions) if conditions else AuditEvent.select()
    newest_first = (AuditEvent.at.desc(), AuditEvent.chain, AuditEvent.seq.desc())
    return list(query.order_by(*newest_first).limit(limit))


def detail_of(row: AuditEvent) -> dict[str, Any]:
    """What was told; a row that somebody else put into the database may hold anything."""
    try:
        return dict(json.loads(row.detail))
    except (ValueError, TypeError):
        return {"unreadable": clean(row.detail)}
