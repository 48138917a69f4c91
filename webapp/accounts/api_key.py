"""Secret keys of a platform: shown once, kept as a digest, one mode (test or live) each."""

import hashlib
import secrets

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField

from webapp import clock
from webapp.accounts.platform import Platform
from webapp.database import BaseModel
from webapp.errors import AppError


class ApiKeyMissing(AppError):
    """You did not provide an API key. Send your secret key by Basic or Bearer authorization."""

    status = 401


class ApiKeyInvalid(AppError):
    """This API key is unknown or was revoked. Use the one that `platform create` printed."""

    status = 401


class ApiKey(BaseModel):
    """A platform's secret key; the database keeps its SHA-256 and what is needed to name it."""

    digest = CharField(primary_key=True)
    platform = ForeignKeyField(Platform, backref="keys")
    livemode = BooleanField()
    hint = CharField()
    created = BigIntegerField()
    revoked_at = BigIntegerField(null=True)

    @classmethod
    def mint(cls, platform: Platform, *, livemode: bool, created: int | None = None) -> str:
        """Make a key and return it: the only time that anyone sees it."""
        prefix = "sk_live_" if livemode else "sk_test_"
        key = prefix + secrets.token_hex(24)
        cls.create(
            digest=digest(key),
            platform=platform,
            livemode=livemode,
            hint=f"{prefix}…{key[-4:]}",
            created=created or clock.now(),
        )
        return key

    @classmethod
    def roll(cls, platform: Platform, *, livemode: bool) -> str:
        """Make a key beside the newest old one, so that servers can change over; end the rest."""
        mine = (cls.platform == platform) & (cls.livemode == livemode) & cls.revoked_at.is_null()
        living = list(cls.select().where(mine).order_by(cls.created.desc(), cls.digest))
        for old in living[1:]:
            cls.update(revoked_at=clock.now()).where(cls.digest == old.digest).execute()
        # Two rolls in one second must still know which key was the newer one.
        after = max(clock.now(), living[0].created + 1) if living else None
        return cls.mint(platform, livemode=livemode, created=after)

    @classmethod
    def find(cls, key: str) -> "ApiKey":
        """The living key with its platform; raises `ApiKeyInvalid` for any other text."""
        found = (
            cls.select(cls, Platform)
            .join(Platform)
            .where(cls.digest == digest(key), cls.revoked_at.is_null())
            .first()
        )
        if found is None:
            raise ApiKeyInvalid()
        return found


def digest(key: str) -> str:
    """What the database keeps of a key. Keys are random, so a plain hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()
