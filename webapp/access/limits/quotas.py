"""What all together, or one place, may do on one day (UTC); a key names nobody, and no address."""

from dataclasses import dataclass

from peewee import BigIntegerField, CharField, IntegerField

from webapp import clock
from webapp.access.limits.holding import Hold, locked
from webapp.database import BaseModel
from webapp.languages import N_

SAYS = N_("No more can be done today. Try again %(when)s.")


class Quota(BaseModel):
    """How often something was done on one day."""

    key = CharField(primary_key=True)
    used = IntegerField()
    expires_at = BigIntegerField(index=True)

    @classmethod
    def used_of(cls, *keys: str) -> dict[str, int]:
        """What was used today of each."""
        day = _today(clock.now())
        rows = cls.select(cls.key, cls.used).where(cls.key.in_([key + day for key in keys]))
        return {key.removesuffix(day): used for key, used in rows.tuples()}

    @classmethod
    def used_today(cls, beginning: str) -> dict[str, int]:
        """What was used today of all quotas whose key begins so."""
        day = _today(clock.now())
        rows = cls.select(cls.key, cls.used).where(
            cls.key.startswith(beginning), cls.key.endswith(day)
        )
        return {key.removesuffix(day): used for key, used in rows.order_by(cls.key).tuples()}


@dataclass(frozen=True)
class DayShare:
    """What an attempt takes from the quota of a day, which all share."""

    key: str
    most: int
    says: str = SAYS
    reason: str = ""

    def hold(self, now: int) -> Hold:
        """Lock the day's row and see whether anything is left."""
        ends_at = (now // clock.DAY + 1) * clock.DAY
        key = self.key + _today(now)
        used = locked(Quota, {"key": key, "used": 0, "expires_at": ends_at}, Quota.used)

        def write(is_taken: bool) -> None:
            if is_taken:
                Quota.update(used=Quota.used + 1).where(Quota.key == key).execute()

        return Hold(0 if used < self.most else ends_at - now, self.says, write)


def _today(now: int) -> str:
    return f":{now // clock.DAY}"
