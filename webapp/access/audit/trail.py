"""The audit log: `record` what happened, to whom, by whom, from where.

Inside a transaction the row belongs to it: an effect and its row are committed together or not at
all. A refusal is told by an error, which undoes its transaction, so its row waits until that is
over: `write_waiting` is called when a request or a command ends.
"""

import logging
from contextvars import ContextVar
from functools import lru_cache

from peewee import PeeweeException

from webapp import caller, clock
from webapp.access.audit import chain, flood
from webapp.access.audit.chain import SYSTEM_CHAIN, Entry
from webapp.access.audit.events import EVENTS, OPERATOR, SYSTEM
from webapp.access.audit.words import clean, told
from webapp.accounts.account import Account
from webapp.accounts.platform import Platform
from webapp.database import db

OK, REFUSED, FAILED = "ok", "refused", "failed"

log = logging.getLogger(__name__)

_waiting: ContextVar[tuple[Entry, ...]] = ContextVar("waiting audit rows", default=())


def record(
    event: str,
    *,
    account: Account | str | None = None,
    platform: Platform | str | None = None,
    actor: str | None = None,
    result: str = OK,
    **detail: object,
) -> None:
    """Write one event of the catalogue; phone numbers and e-mail addresses in it are masked."""
    entry = _entry(event, account, platform, actor, result, detail)
    is_flood = EVENTS[event].anyone or result != OK
    if is_flood and not flood.strangers.admits(event, entry.chain, entry.ip):
        return
    if result != OK and db.in_transaction():
        _waiting.set((*_waiting.get(), entry))
        return
    with db.atomic():
        _append(entry)


def write_waiting(_: BaseException | None = None) -> None:
    """Write the rows of refusals whose transactions are over; their loss is no second failure."""
    entries = _waiting.get()
    if not entries:
        return
    _waiting.set(())
    try:
        with db.atomic():
            for entry in entries:
                _append(entry)
    except PeeweeException:
        log.exception("refusals are missing from the audit log: %s", [e.event for e in entries])


def _entry(
    event: str,
    account: Account | str | None,
    platform: Platform | str | None,
    actor: str | None,
    result: str,
    detail: dict[str, object],
) -> Entry:
    assert event in EVENTS, f"{event} is not in webapp/access/audit/events.py"
    account_id = account.id if isinstance(account, Account) else account
    platform_id = platform.id if isinstance(platform, Platform) else platform
    if isinstance(account, Account):
        platform_id = account.platform_id
    elif account_id is not None:
        platform_id = _platform_of(account_id)
    asking = caller.now_asking()
    return Entry(
        at=clock.now(),
        event=event,
        actor=clean(actor or _actor(event, asking)),
        account_id=account_id,
        platform_id=platform_id,
        ip=clean(asking.ip),
        agent=clean(asking.agent),
        request_id=clean(asking.request_id),
        result=clean(result),
        detail=told(detail),
    )


def _actor(event: str, asking: caller.Caller) -> str:
    """Whoever the catalogue says; on the command line, what a person would do is an operator's."""
    by = EVENTS[event].by
    return OPERATOR if asking.is_command and by != SYSTEM else by


def _append(entry: Entry) -> None:
    tip = chain.held_tip(entry.chain) or _begin(entry)
    if not chain.is_as_left(entry.chain, tip):
        tip = _note_breach(entry, tip)
    chain.append(entry, tip)


def _begin(entry: Entry) -> chain.Tip:
    """Begin a chain, and say so in the one above it, so that a chain cannot vanish as a whole."""
    if chain.begin(entry.chain) and entry.chain != SYSTEM_CHAIN:
        above = entry.platform_id if entry.account_id else None
        _append(_about_chain("audit.opened", entry, None, above))
    tip = chain.held_tip(entry.chain)
    assert tip is not None, "the tip was just made"
    return tip


def _note_breach(entry: Entry, tip: chain.Tip) -> chain.Tip:
    """Go on, since people must get in, but never sign what somebody else put there unsaid."""
    log.critical("the audit log's chain %s was changed in the database", entry.chain)
    chain.append(_about_chain("audit.broken", entry, entry.account_id, entry.platform_id), tip)
    left = chain.held_tip(entry.chain)
    assert left is not None, "the tip was just written"
    return left


def _about_chain(
    event: str, entry: Entry, account_id: str | None, platform_id: str | None
) -> Entry:
    return Entry(
        entry.at,
        event,
        SYSTEM,
        account_id,
        platform_id,
        entry.ip,
        entry.agent,
        entry.request_id,
        OK,
        told({"chain": entry.chain}),
    )


@lru_cache(maxsize=4_096)
def _platform_of(account_id: str) -> str | None:
    """The account's platform, which never changes."""
    return Account.select(Account.platform).where(Account.id == account_id).scalar()
