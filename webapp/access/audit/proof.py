"""Is the audit log as it was written? Each chain is walked once, a few rows in memory at a time.

A row whose key is no longer on the keyring proves nothing by itself; what follows it, or the tip,
does: the digest there covers every row before it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain as joined
from typing import Any, NamedTuple

from peewee import JOIN

from webapp.access.audit import chain as audit_chain
from webapp.access.audit.chain import TOLD, AuditEvent, AuditTip, Tip
from webapp.database import db, snapshot

ROWS_AT_ONCE = 500
ROW = ("seq", *TOLD, "key", "mac")
AT, EVENT, DETAIL = (ROW.index(name) for name in ("at", "event", "detail"))


@dataclass(frozen=True, slots=True)
class Breach:
    """The first row of a chain that is not as it was written."""

    chain: str
    seq: int
    sentence: str

    def __str__(self) -> str:
        """For the operator."""
        return f"{self.chain} row {self.seq}: {self.sentence}"


class End(NamedTuple):
    """Where a chain ended once, as it was written down outside of the database."""

    seq: int
    digest: str


@dataclass(slots=True)
class Walk:
    """A chain as far as it has been walked."""

    chain: str
    seq: int = 0
    digest: str = ""
    doubted_from: int | None = None
    """The first row since the last one whose signature could be checked."""
    kept: End | None = None

    def step(self, row: tuple[Any, ...]) -> Breach | None:
        """Go on by one row; what is wrong with it, if anything."""
        seq, *said, key, mac = row
        if seq != self.seq + 1:
            return self._breach(self.seq + 1, "is missing")
        self.seq = seq
        self.digest = audit_chain.digest(self.digest, self.chain, seq, tuple(said), key)
        if key not in audit_chain.known_keys():
            self.doubted_from = self.doubted_from or seq
        elif not audit_chain.is_signed(self.digest, key, mac):
            return self._breach(self.doubted_from or seq, "is not what was written")
        else:
            self.doubted_from = None
        if self.kept and self.kept.seq == seq and self.kept.digest != self.digest:
            return self._breach(self.doubted_from or seq, "is not what it was when ends were kept")
        if row[EVENT] == "audit.broken":
            return self._breach(seq, "found the rows before it cut off or changed")
        return None

    def end(self, tip: Tip | None) -> Breach | None:
        """Compare the end with the tip, and with the end that was kept elsewhere."""
        if self.kept and self.seq < self.kept.seq:
            return self._breach(self.seq + 1, "is missing, which was there when ends were kept")
        if tip is None or self.seq > tip.seq:
            return self._breach(1 if tip is None else tip.seq + 1, "was put there by nobody of us")
        if self.seq < tip.seq:
            return self._breach(self.seq + 1, "is missing")
        if tip.key not in audit_chain.known_keys():
            return self._breach(
                self.doubted_from or self.seq,
                f"is signed with the key {tip.key}, which we do not have. "
                "Put its secret into SECRET_KEY_FALLBACKS and run: audit renew",
            )
        if tip.digest != self.digest or not audit_chain.is_as_left(self.chain, tip):
            return self._breach(self.doubted_from or self.seq, "is not the end that we signed")
        return None

    def _breach(self, seq: int, sentence: str) -> Breach:
        return Breach(self.chain, seq, sentence)


def chains() -> Iterator[str]:
    """Every chain that has a tip, and every one that has rows without a tip."""
    return joined(_kept_chains(), _stray_chains())


def ends() -> Iterator[tuple[str, End]]:
    """Where each chain ends now: kept elsewhere, it shows a database that was put back."""
    for chain in _kept_chains():
        tip = _tip(chain)
        assert tip, "the database deletes no end of a chain"
        yield chain, End(tip.seq, tip.digest)


def verify(chain: str, kept: End | None = None) -> tuple[int, Breach | None]:
    """How many rows of the chain are sound, and the first that is not."""
    with snapshot():
        walk = Walk(chain, kept=kept)
        for row in rows(chain):
            breach = walk.step(row) or _vanished(chain, row)
            if breach:
                return walk.seq, breach
        return walk.seq, walk.end(_tip(chain))


def renew(chain: str) -> Breach | None:
    """Sign the tip of a sound chain with the newest key, so that older ones may be forgotten."""
    with db.atomic():
        tip = audit_chain.held_tip(chain)
        walk = Walk(chain)
        breach = next(filter(None, map(walk.step, rows(chain))), None) or walk.end(tip)
        if breach is None:
            signed = audit_chain.signed_tip(chain, walk.seq, walk.digest)
            AuditTip.update(signed._asdict()).where(AuditTip.chain == chain).execute()
    return breach


def _vanished(chain: str, row: tuple[Any, ...]) -> Breach | None:
    """Is the chain that the row says began with it gone, or not the one that began then?"""
    if row[EVENT] != "audit.opened":
        return None
    begun = _chain_named(row[DETAIL])
    first = AuditEvent.select(AuditEvent.at).where(AuditEvent.chain == begun, AuditEvent.seq == 1)
    if first.scalar() == row[AT] and _tip(begun):
        return None
    return Breach(begun, 1, f"is missing: {chain} row {row[0]} saw this chain begin")


def _chain_named(detail: str) -> str:
    try:
        return str(json.loads(detail)["chain"])
    except (ValueError, KeyError, TypeError):
        return ""  # no chain of ours


def rows(chain: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a chain in their order, a few at a time."""
    columns = [getattr(AuditEvent, name) for name in ROW]
    seq = None
    while True:
        query = AuditEvent.select(*columns).where(AuditEvent.chain == chain)
        if seq is not None:
            query = query.where(AuditEvent.seq > seq)
        rows = list(query.order_by(AuditEvent.seq).limit(ROWS_AT_ONCE).tuples())
        yield from rows
        if len(rows) < ROWS_AT_ONCE:
            return
        seq = rows[-1][0]


def _tip(chain: str) -> Tip | None:
    columns = [getattr(AuditTip, name) for name in Tip._fields]
    row = AuditTip.select(*columns).where(AuditTip.chain == chain).tuples().first()
    return Tip._make(row) if row else None


def _kept_chains() -> Iterator[str]:
    query = AuditTip.select(AuditTip.chain).order_by(AuditTip.chain).limit(ROWS_AT_ONCE)
    names = [name for (name,) in query.tuples()]
    while names:
        yield from names
        names = [name for (name,) in query.where(AuditTip.chain > names[-1]).tuples()]


def _stray_chains() -> Iterator[str]:
    rows = AuditEvent.select(AuditEvent.chain).distinct()
    rows = rows.join(AuditTip, JOIN.LEFT_OUTER, on=AuditTip.chain == AuditEvent.chain)
    yield from (name for (name,) in rows.where(AuditTip.chain.is_null()).tuples())
