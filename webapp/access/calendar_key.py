"""Calendar keys: the secret in the address of a calendar that shows one account's payouts.

Who has the address reads amounts and days, and nothing else. The database keeps its hash; it is
shown once, and a new one ends the old.
"""

from peewee import BigIntegerField, CharField, ForeignKeyField

from webapp import clock
from webapp.access.limits import limit
from webapp.access.limits.pace import Most
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import Account
from webapp.database import BaseModel

READS_AN_HOUR = 60
SEEN_EVERY = clock.HOUR  # how exactly the last use is known; saves a write a request


class CalendarKey(BaseModel):
    """The one calendar key of an account."""

    account = ForeignKeyField(Account, primary_key=True)
    digest = CharField(unique=True)
    created = BigIntegerField()
    used_at = BigIntegerField(null=True)

    @classmethod
    def of(cls, account_id: str) -> "CalendarKey | None":
        """The account's key, if it has one."""
        return cls.get_or_none(cls.account == account_id)

    @classmethod
    def make(cls, account_id: str) -> str:
        """Make a key in place of any older one; returns the secret, this once."""
        token = new_token()
        fields = {"digest": digest(token), "created": clock.now(), "used_at": None}
        row = cls.insert(account=account_id, **fields)
        row.on_conflict(conflict_target=[cls.account], update=fields).execute()
        return token

    @classmethod
    def revoke(cls, account_id: str) -> bool:
        """End the key at once; says whether there was one."""
        return bool(cls.delete().where(cls.account == account_id).execute())

    @classmethod
    def opens(cls, token: str) -> Account | None:
        """The account whose calendar this is, if its people still have a dashboard."""
        key = cls.get_or_none(cls.digest == digest(token))
        account = key and Account.get_by_id(key.account_id)
        return account if account and account.has_dashboard else None

    @classmethod
    def count_use(cls, account_id: str) -> None:
        """Count one look at the calendar: raises `TooMany` for the 61st within an hour."""
        limit.take(limit.Share(f"calendar {account_id}", (Most(READS_AN_HOUR, clock.HOUR),)))
        now = clock.now()
        is_old = cls.used_at.is_null() | (cls.used_at <= now - SEEN_EVERY)
        cls.update(used_at=now).where(cls.account == account_id, is_old).execute()
