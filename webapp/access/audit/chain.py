"""The chains of the audit log: one for each account, each platform, and the system itself.

A row's digest covers the row and the digest before it; its MAC signs the digest with a key that is
not in the database. The tip of each chain is kept, signed too, so that a chain cut short is seen.
Writers of one chain go one by one; those of different chains do not meet.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from peewee import BigIntegerField, CharField, CompositeKey, TextField

from webapp import keyring
from webapp.database import BaseModel, Prepared, db, for_update, insert_all

PURPOSE = "audit"
SYSTEM_CHAIN = "system"


class AuditEvent(BaseModel):
    """Something that happened: never changed, never deleted; the database itself refuses it."""

    chain = CharField()
    seq = BigIntegerField()
    at = BigIntegerField(index=True)
    event = CharField()
    actor = CharField()
    account_id = CharField(null=True)
    platform_id = CharField(null=True)
    ip = CharField()
    agent = CharField()
    request_id = CharField()
    result = CharField()
    detail = TextField()
    key = CharField()
    mac = CharField()

    class Meta:
        """An account's rows lie together; a platform's are found by their time."""

        primary_key = CompositeKey("chain", "seq")
        indexes = ((("platform_id", "at"), False),)


class AuditTip(BaseModel):
    """Where a chain ends: the number and the digest of its newest row, signed."""

    chain = CharField(primary_key=True)
    seq = BigIntegerField()
    digest = CharField()
    key = CharField()
    mac = CharField()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says, before it has a place in a chain."""

    at: int
    event: str
    actor: str
    account_id: str | None
    platform_id: str | None
    ip: str
    agent: str
    request_id: str
    result: str
    detail: str

    @property
    def chain(self) -> str:
        """The account's, else the platform's, else the system's."""
        return self.account_id or self.platform_id or SYSTEM_CHAIN


class Tip(NamedTuple):
    """The end of a chain as it is kept."""

    seq: int
    digest: str
    key: str
    mac: str


TOLD = tuple(Entry.__dataclass_fields__)

_TIP = Prepared(
    lambda mark: for_update(
        AuditTip.select(AuditTip.seq, AuditTip.digest, AuditTip.key, AuditTip.mac).where(
            AuditTip.chain == mark
        )
    )
)


def append(entry: Entry, tip: Tip) -> None:
    """Put the entry behind the tip, which becomes its own; the transaction is the caller's."""
    chain, seq, key = entry.chain, tip.seq + 1, newest_key()
    said = tuple(getattr(entry, name) for name in TOLD)
    now = digest(tip.digest, chain, seq, said, key)
    insert_all(AuditEvent, [(chain, seq, *said, key, sign(now))])
    sql = "UPDATE audit_tip SET seq = ?, digest = ?, key = ?, mac = ? WHERE chain = ?"
    db.execute_sql(sql.replace("?", db.param), (*signed_tip(chain, seq, now), chain))


def held_tip(chain: str) -> Tip | None:
    """The chain's tip, held until the transaction ends; nothing for a chain that never began."""
    row = _TIP.first(chain)
    return Tip._make(row) if row else None


def begin(chain: str) -> bool:
    """Make the tip of a new chain; of two that do it at once, one is told that it did."""
    fresh = {"chain": chain, **signed_tip(chain, 0, "")._asdict()}
    made = AuditTip.insert(fresh).on_conflict(conflict_target=[AuditTip.chain], action="IGNORE")
    return bool(made.as_rowcount().execute())


def is_as_left(chain: str, tip: Tip) -> bool:
    """Is the tip the one that we signed? One that was put back must not be built upon unseen."""
    return is_signed(_tip_text(chain, tip.seq, tip.digest), tip.key, tip.mac)


def signed_tip(chain: str, seq: int, digest_: str) -> Tip:
    """The end of a chain, signed with the newest key."""
    return Tip(seq, digest_, newest_key(), sign(_tip_text(chain, seq, digest_)))


def digest(before: str, chain: str, seq: int, said: tuple[object, ...], key: str) -> str:
    """The fingerprint of a row and of all rows before it."""
    row = json.dumps([before, chain, seq, *said, key], separators=(",", ":"))
    return hashlib.sha256(row.encode()).hexdigest()


def sign(text: str) -> str:
    """The MAC by the newest key."""
    return keyring.mac(PURPOSE, text)


def newest_key() -> str:
    """The mark of the key that signs now."""
    return next(iter(known_keys()))


def known_keys() -> dict[str, bytes]:
    """The keys that the keyring holds, newest first, by the marks under which rows name them."""
    return {_mark(key): key for key in keyring.keys(PURPOSE)}


def is_signed(text: str, mark: str, mac: str) -> bool:
    """Did the key of that mark sign the text? A key that we no longer hold proves nothing."""
    key = known_keys().get(mark)
    if key is None:
        return False
    return hmac.compare_digest(hmac.new(key, text.encode(), hashlib.sha256).hexdigest(), mac)


@lru_cache(maxsize=64)
def _mark(key: bytes) -> str:
    return hmac.new(key, b"mark", hashlib.sha256).hexdigest()[:8]


def _tip_text(chain: str, seq: int, digest_: str) -> str:
    return f"tip {chain} {seq} {digest_}"
