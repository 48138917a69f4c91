"""A limit on everything that could be tried too often: texts, codes, sign-ins."""

from peewee import BigIntegerField, CharField, FloatField

from webapp import clock
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
