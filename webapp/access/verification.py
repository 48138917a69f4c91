"""Two-step verification: a pending login in one browser, and the code that completes it.

A login that began with an e-mail address (without a link) must not tell who has an account: what
only a real account could meet, a full share of texts or of guesses, passes there in silence.
"""

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField

from webapp import clock
from webapp.access import limits
from webapp.access.codes import code_of, is_code_of, is_test_code
from webapp.access.login_link import LoginLink
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import Account
from webapp.database import BaseModel, db
from webapp.errors import AppError

LIFETIME = 30 * clock.MINUTE
CODE_LIFETIME = 10 * clock.MINUTE
TRIES_MAX = 5
RESEND_FIRST, RESEND_MAX = 30, 32 * clock.MINUTE


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
        """The pending login of this browser, over or not; raises `VerificationGone`."""
        found = token and cls.get_or_none(cls.digest == digest(token))
        if not found:
            raise VerificationGone()
        return found

    def refuse_if_over(self) -> None:
        """Raise `VerificationGone` unless the login still waits for its code."""
        is_over = self.ended_at is not None or self.expires_at <= clock.now()
        if is_over or (self.account and not self.account.has_dashboard):
            raise VerificationGone()

    @property
    def is_self_serve(self) -> bool:
        """Did somebody come by an e-mail address, who may have no account at all?"""
        return self.link_id is None

    @property
    def is_code_awaited(self) -> bool:
        """Can a code be typed? (A test account's own code works even if no text went out.)"""
        is_test = self.account is not None and not self.account.livemode
        return self.sends > 0 and (self.sent_at is not None or is_test)

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

    def next_code(self, secret_key: str) -> str | None:
        """Spend the link (the first time) and make the code to be sent now, if one may be."""
        if self.tries_left == 0:
            raise TriesSpent()
        with db.atomic():
            if self.link:
                self.link.spend(self.digest)
            is_allowed = self._count_send()
        return code_of(secret_key, self.digest, self.sends) if is_allowed else None

    def unsend(self) -> None:
        """The text did not go out: let the person ask again at once."""
        self.sent_at = None
        self.save(only=[Verification.sent_at])

    def complete(self, code: str, secret_key: str) -> Account:
        """End the login with the right code, once; raises `CodeWrong` and its like."""
        may_guess = self._count_try()
        if self.account is None or not may_guess or not self._is_right(code, secret_key):
            raise TriesSpent() if self.tries_left == 0 else CodeWrong(self._tries_sentence())
        mine = (Verification.digest == self.digest) & Verification.ended_at.is_null()
        if Verification.update(ended_at=clock.now()).where(mine).execute() != 1:
            raise VerificationGone()
        limits.forgive(self.account)
        return self.account

    def _count_send(self) -> bool:
        """Count a text, unless one went out a moment ago; may this one be sent?"""
        if self.resend_in:
            raise TooSoon(
                f"A code is on its way. You can ask for another in {self.resend_in} seconds."
            )
        is_allowed = self.account is not None and limits.may_text(self.account)
        if not is_allowed and not self.is_self_serve:
            raise TooMany()
        row, now = Verification, clock.now()
        mine = (row.digest == self.digest) & (row.sends == self.sends)
        if row.update(sends=row.sends + 1, sent_at=now).where(mine).execute() != 1:
            raise TooSoon()
        self.sends, self.sent_at = self.sends + 1, now
        return is_allowed

    def _count_try(self) -> bool:
        """Count a try before looking at it, so that parallel guesses cannot pass uncounted."""
        if not self.is_code_awaited:
            raise CodeWrong("Ask for a code first.")
        row = Verification
        open_ = (row.digest == self.digest) & (row.tries < TRIES_MAX) & row.ended_at.is_null()
        if row.update(tries=row.tries + 1).where(open_).execute() != 1:
            raise TriesSpent()
        self.tries += 1
        may_guess = self.account is not None and limits.may_guess(self.account)
        if not may_guess and not self.is_self_serve:
            raise TooMany("Too many codes were tried for this account. Try again in half an hour.")
        return may_guess

    def _is_right(self, code: str, secret_key: str) -> bool:
        if self.account and not self.account.livemode and is_test_code(code):
            return True
        is_right = is_code_of(code, secret_key, self.digest, self.sends)
        if is_right and (self.sent_at is None or clock.now() > self.sent_at + CODE_LIFETIME):
            raise CodeExpired()
        return is_right

    def _tries_sentence(self) -> str:
        tries = "1 try" if self.tries_left == 1 else f"{self.tries_left} tries"
        return f"That code is not right. You have {tries} left."
