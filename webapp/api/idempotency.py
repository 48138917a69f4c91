"""Idempotency: of all requests with one key, one is carried out; the others get its answer."""

import hashlib
import json
import logging
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from flask import Response, g, request
from peewee import (
    BigIntegerField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    OperationalError,
    PostgresqlDatabase,
)
from playhouse.cockroachdb import CockroachDatabase

from webapp import clock, keyring
from webapp.accounts.account import Account
from webapp.api.answer import Answer, Json, failure, sqlstate, success
from webapp.api.errors import (
    IdempotencyKeyInUse,
    IdempotencyKeyInvalid,
    IdempotencyKeyReused,
    Unexpected,
)
from webapp.card_numbers import refuse_card_number
from webapp.database import BaseModel, Prepared, db, insert_all
from webapp.errors import AppError
from webapp.sealed import SealedBytes

log = logging.getLogger(__name__)

KEY_LENGTH = 255
KEPT_FOR = clock.DAY
PURPOSE = "idempotent_request.fingerprint"
TRIES = 3
RETRYABLE = {"40001", "40P01"}  # a serialization failure, a deadlock: PostgreSQL says try again
PAYMENT_REQUIRED = 402


class IdempotentRequest(BaseModel):
    """What a key was used for and what was answered; the scope is the account it acted on."""

    account = ForeignKeyField(Account, index=False)
    key = CharField()
    created = BigIntegerField()
    fingerprint = CharField()
    request_id = CharField()
    status = IntegerField()
    body = SealedBytes("idempotent_request.body")
    """Compressed, then sealed: an answer may hold a login link, or somebody's phone number."""

    class Meta:
        """Keyed by account first; what is old is found by its age."""

        primary_key = CompositeKey("account", "key")
        indexes = ((("account", "created"), False),)


class Kept(NamedTuple):
    """What a repeated request needs to know of the first."""

    fingerprint: str
    request_id: str
    status: int
    body: bytes


_KEPT = Prepared(
    lambda mark: IdempotentRequest.select(
        *(getattr(IdempotentRequest, name) for name in Kept._fields)
    ).where(IdempotentRequest.account == mark, IdempotentRequest.key == mark)
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One request's claim to its key."""

    account_id: str
    key: str
    asked: str
    """What the request asks for, as a hash. It is kept under a secret: a hash of a phone number
    alone could be found by trying all numbers."""

    def answered(self) -> Kept | None:
        """What the key's first request was answered; raises if that asked for something else."""
        self._hold()
        row = _KEPT.first(self.account_id, self.key)
        kept = Kept._make(row) if row else None
        if kept and kept.fingerprint not in keyring.macs(PURPOSE, self.asked):
            raise IdempotencyKeyReused()
        return kept

    def keep(self, answer: Answer) -> None:
        """Keep the answer with the effect: both are committed, or neither."""
        now = clock.now()
        if self.sweeps:
            old = IdempotentRequest.created < now - KEPT_FOR
            mine = IdempotentRequest.account == self.account_id
            IdempotentRequest.delete().where(mine, old).execute()
        body = IdempotentRequest.body.db_value(zlib.compress(answer.body, 1))
        asked = keyring.mac(PURPOSE, self.asked), g.request_id
        answered = answer.status, body
        insert_all(IdempotentRequest, [(self.account_id, self.key, now, *asked, *answered)])

    @property
    def sweeps(self) -> bool:
        """Does this one request in 256 clear away what is old, for all the others?"""
        return self.asked.startswith("00")

    def _hold(self) -> None:
        """On PostgreSQL, refuse a twin that is under way; SQLite's writers go one by one anyway."""
        if isinstance(db.obj, PostgresqlDatabase) and not isinstance(db.obj, CockroachDatabase):
            digest = hashlib.sha256(f"{self.account_id} {self.key}".encode()).digest()
            number = int.from_bytes(digest[:8], "big", signed=True)
            held = db.execute_sql("SELECT pg_try_advisory_xact_lock(%s)", (number,)).fetchone()
            if not held[0]:
                raise IdempotencyKeyInUse()


def claim(params: Json) -> Claim | None:
    """The request's claim, if it has a key; raises `IdempotencyKeyInvalid`."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not 1 <= len(key) <= KEY_LENGTH or not key.isprintable():
        raise IdempotencyKeyInvalid()
    refuse_card_number(key, "Idempotency-Key")
    asked = [request.method, request.path, params]
    canonical = json.dumps(asked, sort_keys=True, separators=(",", ":"))
    return Claim(g.scope.account_id, key, hashlib.sha256(canonical.encode()).hexdigest())


def carry_out(
    write: Callable[[], Json], claimed: Claim | None, tries_left: int = TRIES
) -> Response:
    """Do the write in one transaction with what is kept of it, or replay the first answer."""
    try:
        with db.atomic():
            return _once(write, claimed) if claimed else success(write()).response()
    except (OperationalError, IntegrityError) as error:
        if tries_left == 1 or not _is_worth_another_try(error):
            raise
    return carry_out(write, claimed, tries_left - 1)


def _once(write: Callable[[], Json], claimed: Claim) -> Response:
    kept = claimed.answered()
    if kept:
        body = zlib.decompress(IdempotentRequest.body.python_value(kept.body))
        return Answer(kept.status, body).response(
            Idempotent_Replayed="true", Original_Request=kept.request_id
        )
    answer = _attempt(write)
    claimed.keep(answer)
    return answer.response()


def _attempt(write: Callable[[], Json]) -> Answer:
    """The write's answer. A refused request had no effect, so its key may be used again."""
    try:
        with db.atomic():
            return success(write())
    except AppError as error:
        if error.status != PAYMENT_REQUIRED:
            raise
        return failure(error)
    except (OperationalError, IntegrityError):
        raise
    except Exception:
        log.exception("request %s to %s failed", g.request_id, request.path)
        return failure(Unexpected())


def _is_worth_another_try(error: OperationalError | IntegrityError) -> bool:
    """Did another transaction cross ours? (Two with one new key meet at its primary key.)"""
    return sqlstate(error) in RETRYABLE or (
        isinstance(error, IntegrityError) and "idempotent_request" in str(error)
    )
