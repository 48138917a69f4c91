"""What a passkey signs: a random challenge, kept here, for one browser, one act and one use."""

import secrets

from peewee import BigIntegerField, CharField

from webapp import clock
from webapp.access.tokens import digest
from webapp.database import BaseModel

CHALLENGE_BYTES = 32
LIFETIME = 5 * clock.MINUTE


class PasskeyChallenge(BaseModel):
    """A challenge that waits for its answer; the row goes with its use."""

    digest = CharField(primary_key=True)
    bound_to = CharField()
    expires_at = BigIntegerField(index=True)

    @classmethod
    def issue(cls, bound_to: str) -> bytes:
        """A fresh challenge for a session's or a pending login's digest; old ones are swept out."""
        challenge, now = secrets.token_bytes(CHALLENGE_BYTES), clock.now()
        cls.delete().where(cls.expires_at <= now).execute()
        cls.create(digest=digest(challenge.hex()), bound_to=bound_to, expires_at=now + LIFETIME)
        return challenge

    @classmethod
    def take(cls, challenge: bytes, bound_to: str) -> bool:
        """Use the challenge up; of many at once with the same one exactly one gets it."""
        mine = (cls.digest == digest(challenge.hex())) & (cls.bound_to == bound_to)
        return cls.delete().where(mine, cls.expires_at > clock.now()).execute() == 1
