"""Two-step verification: a pending login in one browser, and the code that completes it.

The code is HOTP (RFC 4226) with a secret derived from SECRET_KEY and the pending login, so the
database holds nothing that opens a door. Each text counts the counter on: only the newest works.
"""

import base64
import hashlib
import hmac

import pyotp
from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField

from webapp import clock
from webapp.access.limits import Limit
from webapp.access.login_link import LoginLink
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import Account
from webapp.database import BaseModel, db
from webapp.errors import AppError

LIFETIME = 30 * clock.MINUTE
CODE_LIFETIME = 10 * clock.MINUTE
TRIES_MAX = 5
RESEND_FIRST, RESEND_MAX = 30, 32 * clock.MINUTE
TEST_CODE = "000000"


class VerificationGone(AppError):
    """Your sign-in has run out. Start again with a new link, or with your e-mail address."""

    status = 401


class CodeWrong(AppError):
    """That code is not right."""

    status = 422


class CodeExpired(AppError):
    """That code is too old: codes work for ten minutes. Ask for a new one."""

    status = 422


class TriesSpent(AppError):
    """Too many wrong codes: this sign-in is closed. Start again with a new link."""

    status = 429


class TooSoon(AppError):
    """A code is on its way. Wait a moment before you ask for another."""

    status = 429


class TooMany(AppError):
    """Too many codes were asked for. Wait a while, then try again."""

    status = 429


class Verification(BaseModel):
    """A login that waits for its code, bound to one browser by a cookie."""

    digest = CharField(primary_key=True)
    account = ForeignKeyField(Account, null=True)
    link = ForeignKeyField(LoginLink, null=True)
    created = BigIntegerField()
    expires_at = BigIntegerField()
    is_framed = BooleanField(default=False)
    sends = IntegerField(default=0)
    sent_at = BigIntegerField(null=True)
    tries = IntegerField(default=0)
    ended_at = BigIntegerField(null=True)

    @classmethod
    def begin(
        cls, account: Account | None, link: LoginLink | None = None, *, is_framed: bool = False
    ) -> str:
        """Bind a pending login to a browser; returns the token for its cookie.

        Without an account (an e-mail nobody has) it looks the same and leads nowhere.
        """
        token, now = new_token(), clock.now()
        cls.create(
            digest=digest(token),
            account=account,
            link=link,
            created=now,
            expires_at=now + LIFETIME,
            is_framed=is_framed,
        )
        return token

    @classmethod
    def find(cls, token: str | None) -> "Verification":
        """The pending login of this browser; raises `VerificationGone`."""
        alive = cls.ended_at.is_null() & (cls.expires_at > clock.now())
        found = token and cls.get_or_none((cls.digest == digest(token)) & alive)
        if not found or (found.account and not found.account.has_dashboard):
            raise VerificationGone()
        return found

    @property
    def resend_in(self) -> int:
        """Seconds until another code may be asked for: 30 at first, doubling."""
        if not self.sends or self.sent_at is None:
            return 0
        wait = min(RESEND_FIRST * 2 ** (self.sends - 1), RESEND_MAX)
        return max(0, self.sent_at + wait - clock.now())

    @property
    def tries_left(self) -> int:
        """Wrong codes that this login can still take, over all its texts."""
        return max(0, TRIES_MAX - self.tries)

    def next_code(self, secret_key: str) -> str:
        """Spend the link (the first time), and make the code to be sent now."""
        if self.tries_left == 0:
            raise TriesSpent()
        with db.atomic():
            if self.link:
                self.link.spend(self.digest)
            self._count_send()
        return self._code(secret_key, self.sends)

    def unsend(self) -> None:
        """The text did not go out: let the person ask again at once."""
        Verification.update(sent_at=None).where(Verification.digest == self.digest).execute()

    def complete(self, code: str, secret_key: str) -> None:
        """End the login with the right code, once; raises `CodeWrong` and its like."""
        self._count_try()
        if not self._is_right(code, secret_key):
            raise TriesSpent() if self.tries_left == 0 else CodeWrong(self._tries_sentence())
        mine = (Verification.digest == self.digest) & Verification.ended_at.is_null()
        if Verification.update(ended_at=clock.now()).where(mine).execute() != 1:
            raise VerificationGone()

    def _count_send(self) -> None:
        """Count a text, unless one went out a moment ago or the number has had its share."""
        if self.resend_in:
            raise TooSoon(
                f"A code is on its way. You can ask for another in {self.resend_in} seconds."
            )
        if self.account:
            self._spend_texts(self.account)
        row, now = Verification, clock.now()
        mine = (row.digest == self.digest) & (row.sends == self.sends)
        if row.update(sends=row.sends + 1, sent_at=now).where(mine).execute() != 1:
            raise TooSoon()
        self.sends, self.sent_at = self.sends + 1, now

    @staticmethod
    def _spend_texts(account: Account) -> None:
        is_allowed = Limit.spend(
            f"sms:10min:{account.phone}", limit=5, per=10 * clock.MINUTE
        ) and Limit.spend(f"sms:day:{account.phone}", limit=10, per=clock.DAY)
        if not is_allowed:
            raise TooMany()

    def _count_try(self) -> None:
        """Count a try before looking at it, so that parallel guesses cannot pass uncounted."""
        if self.sent_at is None and not self.sends:
            raise CodeWrong("Ask for a code first.")
        row = Verification
        counted = (
            row.update(tries=row.tries + 1)
            .where(row.digest == self.digest, row.tries < TRIES_MAX, row.ended_at.is_null())
            .execute()
        )
        if not counted:
            raise TriesSpent()
        self.tries += 1
        if self.account and not self._may_guess(self.account):
            raise TooMany("Too many codes were tried for this account. Try again in half an hour.")

    @staticmethod
    def _may_guess(account: Account) -> bool:
        return Limit.spend(f"code:day:{account.id}", limit=20, per=clock.DAY)

    def _is_right(self, code: str, secret_key: str) -> bool:
        digits = "".join(filter(str.isdigit, code))
        if self.account is None or not digits.isascii():
            return False
        if not self.account.livemode and hmac.compare_digest(digits, TEST_CODE):
            return True
        is_right = pyotp.HOTP(self._secret(secret_key)).verify(digits, self.sends)
        if is_right and (self.sent_at is None or clock.now() > self.sent_at + CODE_LIFETIME):
            raise CodeExpired()
        return is_right

    def _code(self, secret_key: str, counter: int) -> str:
        return pyotp.HOTP(self._secret(secret_key)).at(counter)

    def _secret(self, secret_key: str) -> str:
        derived = hmac.new(secret_key.encode(), f"sms-code:{self.digest}".encode(), hashlib.sha256)
        return base64.b32encode(derived.digest()).decode()

    def _tries_sentence(self) -> str:
        tries = "1 try" if self.tries_left == 1 else f"{self.tries_left} tries"
        return f"That code is not right. You have {tries} left."
