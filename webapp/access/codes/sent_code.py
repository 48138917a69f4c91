"""Codes that went out for a pending sign-in: how many by each way, when, and which one is right."""

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField, IntegerField

from webapp import clock
from webapp.access.codes.hotp import code_of, is_code_of, made_now
from webapp.access.codes.sending import ON_ITS_WAY, RESEND_FIRST, RESEND_MAX
from webapp.access.limits.pace import Wait
from webapp.access.signin.verification import Verification
from webapp.database import BaseModel
from webapp.errors import AppError

LIFETIME = 10 * clock.MINUTE
WAYS = ("sms", "email")


class CodeExpired(AppError):
    """That code is too old: codes work for ten minutes. Ask for a new one."""

    status = 422


class TooSoon(AppError):
    """A code is on its way. Wait a moment before you ask for another."""

    status = 429


class SentCode(BaseModel):
    """The codes of one way that a pending sign-in asked for; the digits themselves are nowhere."""

    login = ForeignKeyField(Verification, on_delete="CASCADE")
    way = CharField()
    sends = IntegerField(default=0)
    sent_at = BigIntegerField(null=True)
    made_by = CharField(null=True)
    """A mark of the secret that the newest code was made with."""

    class Meta:
        """One row a sign-in and way."""

        primary_key = CompositeKey("login", "way")

    @classmethod
    def of(cls, login: Verification, way: str) -> "SentCode":
        """The codes so far; none yet is a row that is not kept."""
        asked = (cls.login == login.digest) & (cls.way == way)
        return cls.get_or_none(asked) or cls(login=login, way=way)

    @property
    def is_undelivered(self) -> bool:
        """Was a code asked for, and did the last one not go out?"""
        return self.sends > 0 and self.sent_at is None

    @property
    def resend_in(self) -> int:
        """Seconds until another code may be asked for: 30 at first, doubling."""
        if not self.sends or self.sent_at is None:
            return 0
        wait = min(RESEND_FIRST * 2 ** (self.sends - 1), RESEND_MAX)
        return max(0, self.sent_at + wait - clock.now())

    def count(self) -> None:
        """Count one more code; raises `TooSoon`, also for the second of a double click."""
        if self.resend_in:
            raise TooSoon(ON_ITS_WAY, when=Wait(self.resend_in))
        table, now = SentCode, clock.now()
        table.insert(login=self.login, way=self.way).on_conflict(
            conflict_target=[table.login, table.way], action="IGNORE"
        ).execute()
        mine = (table.login == self.login) & (table.way == self.way) & (table.sends == self.sends)
        new = {"sends": self.sends + 1, "sent_at": now, "made_by": made_now()}
        if table.update(new).where(mine).execute() != 1:
            raise TooSoon()
        for name, value in new.items():
            setattr(self, name, value)

    def unsend(self) -> None:
        """The code did not go out: let the person ask again at once."""
        table = SentCode
        mine = (table.login == self.login) & (table.way == self.way)
        table.update(sent_at=None).where(mine).execute()

    def digits(self, address: str) -> str:
        """The code that goes to an address now."""
        return code_of(self._challenge(address), self.way, self.sends, self.made_by)

    def is_right(self, typed: str, address: str) -> bool:
        """Is it the newest code that went there? Raises `CodeExpired` after ten minutes."""
        challenge = self._challenge(address)
        is_right = is_code_of(typed, challenge, self.way, self.sends, self.made_by)
        if not is_right or not self.sends or self.sent_at is None:
            return False
        if clock.now() > self.sent_at + LIFETIME:
            raise CodeExpired()
        return True

    def _challenge(self, address: str) -> str:
        return f"{self.login.purpose}:{self.login.digest}:{address}"
