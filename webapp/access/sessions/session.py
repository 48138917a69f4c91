"""Sessions: a row for each signed-in browser, so that any can be ended at once.

An account has at most `LIVE_MAX` of them at a time: one more ends the one unused for longest.
"""

from peewee import BigIntegerField, BooleanField, CharField, Expression, ForeignKeyField, Select, fn

from webapp import clock
from webapp.access.audit import trail
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import Account
from webapp.changes import announce
from webapp.database import BaseModel, JSONText, db
from webapp.errors import AppError

IDLE = 15 * clock.MINUTE
LIFETIME = 12 * clock.HOUR
SEEN_EVERY = clock.MINUTE  # how exactly the last use is known; saves a write a request
LIVE_MAX = 20
ID_LENGTH = 16


class SessionOver(AppError):
    """You have been signed out. Sign in again to go on."""

    status = 401


class Session(BaseModel):
    """A browser that proved who it is; the cookie's SHA-256 is the key."""

    digest = CharField(primary_key=True)
    account = ForeignKeyField(Account, index=False)
    created = BigIntegerField()
    seen_at = BigIntegerField()
    expires_at = BigIntegerField(index=True)
    ended_at = BigIntegerField(null=True)
    is_framed = BooleanField(default=False)
    return_url = CharField(null=True)
    ip = CharField(null=True)
    agent = CharField(null=True)
    proof = CharField(null=True)
    """Which factor was proven last, such as `sms`."""
    verified_at = BigIntegerField(null=True)
    """When that was."""
    first_proof = CharField(null=True)
    """What had been proven before, where two proofs were asked for to sign in."""
    reach = JSONText(null=True)
    """Ids of all accounts that the same proof opened, if it was more than one."""
    language = CharField(null=True)
    """The language that the page around its frame asked for; null is the account's own."""

    class Meta:
        """All sessions of an account can be listed and ended."""

        indexes = ((("account", "created"), False),)

    @classmethod
    def open(cls, account: Account, *, proof: str | None = None, **browser: object) -> str:
        """Sign a browser in; returns the token for its cookie."""
        token, now = new_token(), clock.now()
        with db.atomic():
            cls.create(
                digest=digest(token),
                account=account,
                created=now,
                seen_at=now,
                expires_at=now + LIFETIME,
                proof=proof,
                verified_at=now,
                **browser,
            )
            trail.record("session.opened", account=account, proof=proof)
        cls._end_surplus(account.id)
        return token

    @classmethod
    def renew(cls, token: str, *, proof: str) -> str:
        """Note that a factor was proven again, under a new token; the old one is dead at once."""
        fresh, now = new_token(), clock.now()
        renewed = {"digest": digest(fresh), "proof": proof, "verified_at": now, "seen_at": now}
        mine = (cls.digest == digest(token)) & is_alive()
        if cls.update(renewed).where(mine).execute() != 1:
            raise SessionOver()
        return fresh

    @classmethod
    def of(cls, token: str | None) -> "Session | None":
        """The session of a cookie, over or not."""
        return cls.get_or_none(cls.digest == digest(token)) if token else None

    @classmethod
    def read_in(cls, key: str, language: str | None) -> None:
        """Show the session of this digest in this language; null is the account's own."""
        cls.update(language=language).where(cls.digest == key).execute()

    @classmethod
    def end(cls, token: str) -> None:
        """Sign the browser out: its cookie is refused from the very next request on."""
        found = cls.get_or_none(cls.digest == digest(token), is_alive())
        if found:
            found.end_now("signed out")

    def end_now(self, why: str) -> None:
        """End this session, once, and write down why."""
        mine = (Session.digest == self.digest) & Session.ended_at.is_null()
        with db.atomic():
            if Session.update(ended_at=clock.now()).where(mine).execute():
                trail.record("session.ended", account=self.account_id, session=self.id, why=why)
                announce(self.account_id)

    @classmethod
    def live(cls, account_id: str) -> Select:
        """The sessions that can show this account's money now, last used first."""
        return (
            cls.select()
            .where(is_alive(), cls.account.in_(_one_person_s(account_id)))
            .where((cls.account == account_id) | reaches(account_id))
            .order_by(cls.seen_at.desc(), cls.created.desc(), cls.digest)
        )

    def is_by(self, factor: str) -> bool:
        """Was it this factor, or this one among two, that opened it or was proven last?"""
        return factor in (self.proof, self.first_proof)

    @property
    def id(self) -> str:
        """A name that a page may show: neither the token nor what the database knows it by."""
        return public_id(self.digest)

    @classmethod
    def _end_surplus(cls, account_id: str) -> None:
        mine = cls.select().where(is_alive(), cls.account == account_id)
        for surplus in list(mine.order_by(cls.seen_at.desc(), cls.created.desc()))[LIVE_MAX:]:
            surplus.end_now("too many devices")


def _one_person_s(account_id: str) -> Select:
    """The accounts with this one's e-mail address: no proof opens any other beside it."""
    this = Account.alias()
    email = this.select(this.email).where(this.id == account_id)
    return Account.select(Account.id).where((Account.id == account_id) | (Account.email == email))


def is_alive() -> Expression:
    """Of sessions: neither ended, nor idle for too long, nor too old."""
    now = clock.now()
    return Session.ended_at.is_null() & (Session.expires_at > now) & (Session.seen_at > now - IDLE)


def reaches(account_id: str) -> Expression:
    """Of sessions: can they switch to this account?"""
    return fn.COALESCE(Session.reach, "").contains(f'"{account_id}"')


def public_id(session_digest: str) -> str:
    """The name of the session with this digest."""
    return digest(session_digest)[:ID_LENGTH]
