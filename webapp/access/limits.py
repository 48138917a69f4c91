"""A limit on everything that could be tried too often: texts, codes, sign-ins."""

from peewee import BigIntegerField, CharField, FloatField

from webapp import clock
from webapp.accounts.account import Account
from webapp.database import BaseModel, db, for_update


class Limit(BaseModel):
    """A bucket that fills by one with each attempt and drains evenly."""

    key = CharField(primary_key=True)
    level = FloatField(default=0.0)
    updated = BigIntegerField()

    class Meta:
        """Not `limit`, which is a word of SQL."""

        table_name = "attempt_limit"

    @classmethod
    def spend(cls, key: str, *, limit: int, per: int) -> bool:
        """Take one of `limit` attempts; they come back evenly over `per` seconds."""
        now = clock.now()
        with db.atomic():
            fresh = {"key": key, "level": 0.0, "updated": now}
            cls.insert(fresh).on_conflict(conflict_target=[cls.key], action="IGNORE").execute()
            bucket = for_update(cls.select().where(cls.key == key)).get()
            elapsed = max(0, now - bucket.updated)
            level = max(0.0, bucket.level - elapsed / per * limit)
            is_allowed = level + 1 <= limit
            cls.update(level=level + is_allowed, updated=now).where(cls.key == key).execute()
        return is_allowed

    @classmethod
    def forget(cls, *keys: str) -> None:
        """Give all attempts back."""
        cls.update(level=0.0).where(cls.key.in_(keys)).execute()


def may_text(account: Account) -> bool:
    """Take one of the texts that a number gets."""
    by_minutes, by_day = _text_keys(account)
    return Limit.spend(by_minutes, limit=5, per=10 * clock.MINUTE) and Limit.spend(
        by_day, limit=10, per=clock.DAY
    )


def may_guess(account: Account) -> bool:
    """Take one of the guesses that an account gets, over all its browsers and links."""
    return Limit.spend(_guess_key(account), limit=20, per=clock.DAY)


def forgive(account: Account) -> None:
    """A right code proves that the texts were wanted and the guesses were the owner's."""
    Limit.forget(*_text_keys(account), _guess_key(account))


def _text_keys(account: Account) -> tuple[str, str]:
    return f"sms:10min:{account.phone}", f"sms:day:{account.phone}"


def _guess_key(account: Account) -> str:
    return f"code:day:{account.id}"
