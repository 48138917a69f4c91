"""When automatic payouts were made: the time of day by which people may expect the next ones."""

from peewee import BigIntegerField

from webapp import clock
from webapp.database import BaseModel


class PayoutRun(BaseModel):
    """The first run of a day (UTC)."""

    day = BigIntegerField(primary_key=True)
    at = BigIntegerField()

    @classmethod
    def note(cls, at: int) -> None:
        """Write down that the payouts of the day began to be made then, if none had."""
        day = clock.utc_midnight(clock.utc_date(at))
        cls.insert(day=day, at=at).on_conflict_ignore().execute()

    @classmethod
    def latest(cls) -> int | None:
        """The beginning of the latest run, if there ever was one."""
        found: int | None = cls.select(cls.at).order_by(cls.day.desc()).scalar()
        return found
