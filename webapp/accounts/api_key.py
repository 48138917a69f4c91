"""Keys of a platform, secret or restricted: shown once, kept as a digest, one mode each."""

import hashlib
import re
import secrets
from collections.abc import Sequence

from peewee import SQL, BigIntegerField, BooleanField, CharField, ForeignKeyField, Select, TextField

from webapp import clock
from webapp.accounts import permissions
from webapp.accounts.platform import Platform
from webapp.database import BaseModel
from webapp.errors import AppError

ID_LENGTH = 12
ID = re.compile(f"[0-9a-f]{{{ID_LENGTH}}}")


class ApiKeyMissing(AppError):
    """You did not provide an API key. Send your secret key by Basic or Bearer authorization."""

    status = 401
    refusal = "key.refused"


class ApiKeyInvalid(AppError):
    """This API key is unknown or was revoked. Use the one that `platform create` printed."""

    status = 401
    refusal = "key.refused"


class KeyUnknown(AppError):
    """No living key looks like that. `platform keys list` shows them."""


class KeyUnclear(AppError):
    """Several living keys look like that. Name one by the id that `platform keys list` shows."""


class ApiKey(BaseModel):
    """A platform's key; the database keeps its SHA-256 and what is needed to name it."""

    digest = CharField(primary_key=True)
    platform = ForeignKeyField(Platform, backref="keys")
    livemode = BooleanField()
    hint = CharField()
    created = BigIntegerField()
    revoked_at = BigIntegerField(null=True)
    permissions = TextField(null=True)
    """What a restricted key may do; null is a secret key, which may do everything."""
    used_at = BigIntegerField(null=True)
    """Midnight (UTC) of the day on which it was last used."""

    @classmethod
    def mint(
        cls,
        platform: Platform,
        *,
        livemode: bool,
        created: int | None = None,
        restricted_to: Sequence[str] = (),
    ) -> str:
        """Make a key and return it: the only time that anyone sees it."""
        prefix = f"{'rk' if restricted_to else 'sk'}_{'live' if livemode else 'test'}_"
        key = prefix + secrets.token_hex(24)
        cls.create(
            digest=digest(key),
            platform=platform,
            livemode=livemode,
            hint=f"{prefix}…{key[-4:]}",
            created=created or clock.now(),
            permissions=permissions.granted(restricted_to) if restricted_to else None,
        )
        return key

    @classmethod
    def roll(cls, platform: Platform, *, livemode: bool) -> str:
        """Make a secret key beside the newest old one, so that servers can change over.

        All older secret keys end; restricted keys stay as they are.
        """
        mine = (cls.platform == platform) & (cls.livemode == livemode)
        secret = cls.revoked_at.is_null() & cls.permissions.is_null()
        living = list(cls.select().where(mine & secret).order_by(cls.created.desc(), cls.digest))
        for old in living[1:]:
            old.revoke()
        # Two rolls in one second must still know which key was the newer one.
        after = max(clock.now(), living[0].created + 1) if living else None
        return cls.mint(platform, livemode=livemode, created=after)

    @classmethod
    def find(cls, key: str) -> "ApiKey":
        """The living key with its platform; raises `ApiKeyInvalid` for any other text."""
        found = cls.living().where(cls.digest == digest(key)).first()
        if found is None:
            raise ApiKeyInvalid()
        return found

    @classmethod
    def living(cls) -> Select:
        """The query of all keys that were not revoked, with their platforms, newest first."""
        keys = cls.select(cls, Platform).join(Platform).where(cls.revoked_at.is_null())
        return keys.order_by(cls.created.desc(), cls.digest)

    @classmethod
    def named(cls, name: str) -> "ApiKey":
        """The living key of an id, a hint, or the key itself; raises `KeyUnknown`, `KeyUnclear`."""
        hint = name.replace("...", "…")
        is_hint = (cls.hint == hint) | (cls.digest == digest(name))
        is_id = cls.digest.startswith(name) if ID.fullmatch(name) else SQL("1 = 0")
        found = list(cls.living().where(is_hint | is_id))
        if len(found) != 1:
            raise KeyUnclear() if found else KeyUnknown()
        return found[0]

    @property
    def id(self) -> str:
        """A short name, which tells nothing of the key."""
        return self.digest[:ID_LENGTH]

    def revoke(self) -> None:
        """End the key: it is refused from the very next request on."""
        mine = ApiKey.digest == self.digest
        ApiKey.update(revoked_at=clock.now()).where(mine).execute()


def digest(key: str) -> str:
    """What the database keeps of a key. Keys are random, so a plain hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()
