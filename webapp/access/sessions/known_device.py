"""Devices that an account was signed in on before, so that a sign-in on another one can be told.

A browser keeps a random token for that; it opens nothing. Beside it stands its SHA-256 for each
account that was opened there. How a browser calls itself would not do: a thief's says the same.
"""

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock
from webapp.access.sessions.session import Session
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import Account
from webapp.database import BaseModel, db

REMEMBERED_FOR = 400 * clock.DAY  # the longest that browsers keep a cookie
KNOWN_MAX = 50


class KnownDevice(BaseModel):
    """A browser on which an account was opened."""

    digest = CharField()
    account = ForeignKeyField(Account, index=False)
    seen_at = BigIntegerField(index=True)

    class Meta:
        """Found by what the browser holds; all of an account's can be forgotten."""

        primary_key = CompositeKey("digest", "account")
        indexes = ((("account", "seen_at"), False),)

    @classmethod
    def meet(cls, account_id: str, token: str | None) -> tuple[str, bool]:
        """Know the browser from now on: the token for its cookie, and whether it is a stranger.

        The first device of an account that was never opened is none: there is no other to compare.
        Called when the session is open.
        """
        mark = digest(token) if token else ""
        owners = {row.account_id for row in cls.select().where(cls.digest == mark)}
        now = clock.now()
        if account_id in owners:
            mine = (cls.digest == mark) & (cls.account == account_id)
            cls.update(seen_at=now).where(mine).execute()
            return token or "", False
        kept = token if token and owners else new_token()  # whoever planted one gains nothing
        with db.atomic():
            is_new = cls._was_opened(account_id)
            cls.create(digest=digest(kept), account=account_id, seen_at=now)
            cls._forget_old(account_id)
        return kept, is_new

    @classmethod
    def _was_opened(cls, account_id: str) -> bool:
        """Was it open on another device, or, before devices were known, in another session?"""
        sessions = Session.select(Session.digest).where(Session.account == account_id).limit(2)
        return cls.select().where(cls.account == account_id).exists() or len(sessions) == 2

    @classmethod
    def _forget_old(cls, account_id: str) -> None:
        mine = cls.account == account_id
        newest = cls.select().where(mine).order_by(cls.seen_at.desc(), cls.digest)
        surplus = [row.digest for row in newest.offset(KNOWN_MAX)]
        is_old = cls.seen_at <= clock.now() - REMEMBERED_FOR
        cls.delete().where(mine, is_old | cls.digest.in_(surplus)).execute()
