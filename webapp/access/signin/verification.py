"""A pending sign-in: one browser that must yet prove who it is, and what it will have proven then.

One that began with an e-mail address (without a link) must not tell who has an account: it goes the
same way, step by step, whether or not anybody has the address.
"""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from webapp import clock
from webapp.access.signin.login_link import LoginLink
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import Account
from webapp.database import BaseModel, JSONText
from webapp.errors import AppError
from webapp.sealed import SealedText

LIFETIME = 30 * clock.MINUTE
TRIES_MAX = 5
CHOICE_LIFETIME = 10 * clock.MINUTE
# What is proven: who signs in; that who is signed in still is who she was; that a number is hers.
LOGIN, CONFIRM, PHONE = "login", "confirm", "phone"
SECOND = "second"  # who signs in proved one thing, and her platform asks for another
NEW_EMAIL = "new_email"  # that an e-mail address is hers
LOST_PHONE = "lost_phone"  # what a sign-in is to go on with, when another way proved it


class VerificationGone(AppError):
    """Your sign-in has run out. Start again with a new link, or with your e-mail address."""

    status = 401


class TriesSpent(AppError):
    """Too many wrong codes: this sign-in is closed. Start again with a new link."""

    status = 429


class Verification(BaseModel):
    """A pending sign-in, bound to one browser by a cookie; the cookie's SHA-256 is the key."""

    digest = CharField(primary_key=True)
    purpose = CharField(default=LOGIN)
    account = ForeignKeyField(Account, null=True)
    link = ForeignKeyField(LoginLink, null=True)
    email = CharField(null=True)
    session = CharField(null=True)
    then = CharField(null=True)
    phone = SealedText("phone", null=True)
    new_email = SealedText("verification.new_email", null=True)
    created = BigIntegerField()
    expires_at = BigIntegerField()
    is_framed = BooleanField(default=False)
    tries = IntegerField(default=0)
    proof = CharField(null=True)
    proven_at = BigIntegerField(null=True)
    reach = JSONText(null=True)
    ended_at = BigIntegerField(null=True)
    first_proof = CharField(null=True)
    """What was proven before, where two proofs are asked for."""
    recovered_at = BigIntegerField(null=True)
    """When it was proven, without the old phone, who names this new one."""
    place = TextField(null=True)
    """Where to go once somebody is signed in; null is to the overview."""
    language = CharField(null=True)
    """The language that was asked for with the link."""

    @classmethod
    def begin(
        cls, account: Account | None = None, link: LoginLink | None = None, **more: object
    ) -> str:
        """Bind a pending sign-in to a browser; returns the token for its cookie.

        It has an account, or the `email` of who comes alone; then nobody is looked up yet.
        """
        token, now = new_token(), clock.now()
        cls.create(
            digest=digest(token),
            account=account,
            link=link,
            created=now,
            **{"expires_at": now + LIFETIME} | more,
        )
        return token

    @classmethod
    def find(cls, token: str | None) -> "Verification":
        """The pending sign-in of this browser, over or not; raises `VerificationGone`."""
        found = token and cls.get_or_none(cls.digest == digest(token))
        if not found:
            raise VerificationGone()
        return found

    @classmethod
    def end_all(cls, account_id: str) -> int:
        """End every pending sign-in to an account; returns how many there were."""
        waiting = (cls.account == account_id) & cls.ended_at.is_null()
        return cls.update(ended_at=clock.now()).where(waiting).execute()

    @classmethod
    def give_up(cls, token: str | None) -> "Verification | None":
        """End the pending sign-in of this browser, over or not; returns it, if there is one."""
        found = cls.get_or_none(cls.digest == digest(token)) if token else None
        if found:
            mine = (cls.digest == found.digest) & cls.ended_at.is_null()
            cls.update(ended_at=clock.now()).where(mine).execute()
        return found

    @property
    def is_self_serve(self) -> bool:
        """Did somebody come by an e-mail address, who may have no account at all?"""
        return self.email is not None

    @property
    def is_signing_in(self) -> bool:
        """Does it lead into an account that is to be chosen or opened?"""
        return self.purpose in {LOGIN, SECOND}

    @property
    def is_proven(self) -> bool:
        """Did a code or the like show who it is, and is it yet to be said which account to open?"""
        return self.proven_at is not None

    @property
    def tries_left(self) -> int:
        """Wrong codes that this sign-in can still take, over all its ways and codes."""
        return max(0, TRIES_MAX - self.tries)

    def refuse_if_over(self) -> None:
        """Raise `VerificationGone` unless the sign-in still waits for its proof or choice."""
        ends_at = self.proven_at + CHOICE_LIFETIME if self.proven_at else self.expires_at
        is_over = self.ended_at is not None or ends_at <= clock.now()
        if is_over or (self.account and not self.account.has_dashboard):
            raise VerificationGone()

    def count_try(self) -> None:
        """Count a try before it is looked at, so that parallel ones cannot pass uncounted."""
        row = Verification
        waiting = (row.digest == self.digest) & (row.tries < TRIES_MAX) & _is_unproven()
        if row.update(tries=row.tries + 1).where(waiting).execute() != 1:
            is_open = row.select().where(row.digest == self.digest, _is_unproven()).exists()
            raise TriesSpent() if is_open else VerificationGone()
        self.tries += 1

    def go_on_with(self, then: str | None) -> None:
        """Note what the sign-in is to lead to, as long as nothing is proven."""
        row = Verification
        mine = (row.digest == self.digest) & _is_unproven()
        row.update(then=then).where(mine).execute()
        self.then = then

    def lead_to(self, place: str) -> None:
        """Note the page to go on to, as long as the sign-in is not over."""
        row = Verification
        mine = (row.digest == self.digest) & row.ended_at.is_null()
        row.update(place=place).where(mine).execute()
        self.place = place

    def prove(self, proof: str, reach: list[str]) -> None:
        """Note what was proven, in the transaction that counted the try: so exactly one may."""
        row, now = Verification, clock.now()
        mine = (row.digest == self.digest) & _is_unproven()
        proven = {"proof": proof, "proven_at": now, "reach": reach}
        proved = row.update(**proven).where(mine).execute()
        assert proved == 1, "the count of the try holds the row until the transaction ends"
        for name, value in proven.items():
            setattr(self, name, value)

    def end(self) -> None:
        """What was proven is used, once; raises `VerificationGone` for all but the first."""
        row = Verification
        mine = (row.digest == self.digest) & row.ended_at.is_null()
        if row.update(ended_at=clock.now()).where(mine).execute() != 1:
            raise VerificationGone()


def _is_unproven() -> object:
    return Verification.proven_at.is_null() & Verification.ended_at.is_null()
