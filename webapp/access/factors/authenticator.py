"""Authenticator apps: the six digits that a phone computes by itself (TOTP, RFC 6238).

The seed lies in the database sealed. A code belongs to a step of 30 seconds; the newest step that
opened a door is kept, and neither it nor an older one opens another (RFC 6238, 5.2).
"""

import hmac

import pyotp
from peewee import BigIntegerField, Expression, ForeignKeyField

from webapp import clock
from webapp.access.codes.hotp import digits
from webapp.accounts.account import Account
from webapp.database import BaseModel, db, for_update
from webapp.errors import AppError
from webapp.sealed import SealedText

SEED_LENGTH = 32  # letters of base 32: 160 bits, as RFC 4226 recommends
STEP_SECONDS = 30
STEPS_ASIDE = 1  # phones' clocks are a little fast or slow
ENROLMENT_LIFETIME = 30 * clock.MINUTE
NOBODYS_SEED = pyotp.random_base32(SEED_LENGTH)


class AuthenticatorThere(AppError):
    """You have an authenticator app already. Remove it before you add another."""

    status = 409


class EnrolmentGone(AppError):
    """This set-up is too old. Start it again to get a fresh QR code."""

    status = 409


class Authenticator(BaseModel):
    """The one authenticator app of an account: pending until a first right code confirms it."""

    account = ForeignKeyField(Account, primary_key=True)
    seed = SealedText("authenticator")
    """The shared secret in base 32, as the app takes it."""
    created = BigIntegerField()
    confirmed_at = BigIntegerField(null=True)
    last_step = BigIntegerField(default=0)
    used_at = BigIntegerField(null=True)

    @classmethod
    def enrol(cls, account_id: str) -> "Authenticator":
        """Begin with a fresh seed, in place of one that was never confirmed."""
        seed = pyotp.random_base32(SEED_LENGTH)
        with db.atomic():
            for_update(Account.select(Account.id).where(Account.id == account_id)).get()
            if cls.of(account_id):
                raise AuthenticatorThere()
            cls.delete().where(cls.account == account_id).execute()
            return cls.create(account=account_id, seed=seed, created=clock.now())

    @classmethod
    def of(cls, account_id: str) -> "Authenticator | None":
        """The confirmed authenticator of the account."""
        return cls.get_or_none(cls.account == account_id, cls.confirmed_at.is_null(False))

    @classmethod
    def pending(cls, account_id: str) -> "Authenticator":
        """The enrolment that waits for its first code; raises `EnrolmentGone`."""
        begun_after = clock.now() - ENROLMENT_LIFETIME
        mine = (cls.account == account_id) & cls.confirmed_at.is_null()
        found = cls.get_or_none(mine, cls.created > begun_after)
        if found is None:
            raise EnrolmentGone()
        return found

    def confirm(self, typed: str) -> bool:
        """The first right code turns the authenticator on, once; that code is used up."""
        row = Authenticator
        return self._take_step(typed, row.confirmed_at.is_null(), {row.confirmed_at: clock.now()})

    def accept(self, typed: str) -> bool:
        """Is it the code of now, that of the step before or after, and of no step used before?"""
        row = Authenticator
        return self._take_step(typed, row.confirmed_at.is_null(False), {row.used_at: clock.now()})

    @classmethod
    def opened(cls, account_ids: list[str], typed: str) -> set[str]:
        """Which of these accounts does the code open now? It never does again.

        All are looked for at once, and where there is no app the same is done for one that is
        nobody's, so that how long it takes does not tell.
        """
        rows = cls.select().where(cls.account.in_(account_ids), cls.confirmed_at.is_null(False))
        found = {row.account_id: row for row in rows}
        nobodys = cls(account="nobody", seed=NOBODYS_SEED, created=-1)
        return {one for one in account_ids if found.get(one, nobodys).accept(typed)}

    @classmethod
    def remove(cls, account_id: str) -> bool:
        """Turn the authenticator off; was there one?"""
        mine = (cls.account == account_id) & cls.confirmed_at.is_null(False)
        return cls.delete().where(mine).execute() == 1

    def address(self, name: str, issuer: str) -> str:
        """The `otpauth:` address that the QR code shows."""
        return pyotp.TOTP(self.seed).provisioning_uri(name=name, issuer_name=issuer)

    def _take_step(self, typed: str, still: Expression, changed: dict[object, int]) -> bool:
        """Use the code's step up; of many at once with the same code one statement wins."""
        row, step = Authenticator, self._step_of(digits(typed))
        if not step:
            return False  # a wrong code asks the database no more, whoever has an app
        mine = (row.account == self.account_id) & (row.created == self.created)
        mine &= still & (row.last_step < step)
        return row.update({row.last_step: step, **changed}).where(mine).execute() == 1

    def _step_of(self, code: str) -> int:
        """The newest step near now whose code this is; 0, which never wins, for none."""
        totp, now = pyotp.TOTP(self.seed), clock.now() // STEP_SECONDS
        steps = range(now - STEPS_ASIDE, now + STEPS_ASIDE + 1)
        right = [s for s in steps if hmac.compare_digest(totp.generate_otp(s), code)]
        return max(right, default=0)
