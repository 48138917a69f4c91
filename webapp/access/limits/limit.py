"""Limits on everything that could be tried too often: texts, mails, sign-ins.

Exact, and the same over all processes: what was spent lies in the database, and an attempt takes
all of its shares or none. Limits are about people, so their keys are fingerprints.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from peewee import BigIntegerField, CharField

from webapp import clock, keyring
from webapp.access.limits.holding import Hold, locked, sweep
from webapp.access.limits.pace import Most, Rule, Wait, still_counting
from webapp.access.limits.quotas import DayShare, Quota
from webapp.database import BaseModel, JSONText, db, for_update
from webapp.errors import AppError
from webapp.languages import N_

LONGEST = 7 * clock.DAY
TOO_MANY = N_("Too many attempts were made. Try again %(when)s.")


class TooMany(AppError):
    """Too many attempts were made. Wait a while, then try again."""

    status = 429
    refusal = "limit.reached"

    def __init__(
        self,
        message: str | None = None,
        *,
        retry_in: int = 0,
        reason: str = "",
        **values: object,
    ) -> None:
        """Know how many seconds to wait, and for metrics which limit it was."""
        super().__init__(message, param=None, **values)
        self.retry_in, self.reason = retry_in, reason


class Limit(BaseModel):
    """When the latest attempts of one kind were made, at most as many as its rules allow."""

    key = CharField(primary_key=True)
    times = JSONText()
    expires_at = BigIntegerField(index=True)

    class Meta:
        """Not `limit`, which is a word of SQL."""

        table_name = "attempt_limit"

    @classmethod
    def spend(cls, key: str, *, limit: int, per: int) -> bool:
        """Take one of the `limit` attempts that there are in any `per` seconds."""
        try:
            take(Share(key, (Most(limit, per),)))
        except TooMany:
            return False
        return True

    @classmethod
    def forget(cls, *keys: str) -> None:
        """Give all attempts back."""
        cls.delete().where(cls.key.in_([_fingerprint(key) for key in keys])).execute()

    @classmethod
    def undo(cls, key: str) -> None:
        """Give the latest attempt back."""
        with db.atomic():
            row = for_update(cls.select().where(cls.key == _fingerprint(key))).get_or_none()
            if row:
                cls.update(times=row.times[:-1]).where(cls.key == row.key).execute()

    @classmethod
    def wait(cls, share: "Share") -> int:
        """Seconds until the share could be taken; nothing is taken."""
        row, now = cls.get_or_none(cls.key == _fingerprint(share.key)), clock.now()
        return _longest(share.rules, still_counting(row.times, now, share.per) if row else [], now)[
            0
        ]


@dataclass(frozen=True)
class Share:
    """What an attempt takes from a limit: the rules, and what is said when they refuse."""

    key: str
    rules: tuple[Rule, ...]
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse rules that look back further than rows are kept."""
        assert 0 < self.per <= LONGEST

    @property
    def per(self) -> int:
        """How many seconds back the rules look."""
        return max(rule.per for rule in self.rules)

    def hold(self, now: int) -> Hold:
        """Lock the row and see how long to wait."""
        key = _fingerprint(self.key)
        fresh = {"key": key, "times": [], "expires_at": now + self.per}
        times = locked(Limit, fresh, Limit.times)
        kept = still_counting(times, now, self.per)
        wait, says = _longest(self.rules, kept, now)

        def write(is_taken: bool) -> None:
            new = [*kept, now] if is_taken else kept
            if new != times:
                Limit.update(times=new).where(Limit.key == key).execute()

        return Hold(wait, says or TOO_MANY, write)


def take(*shares: Share | DayShare) -> None:
    """Take one of each share, or none of any: raises `TooMany` for the first that is used up."""
    with db.atomic():
        now = clock.now()
        # Everybody locks in one order, or two would wait for each other; what all want comes last.
        in_order = sorted(shares, key=lambda share: (isinstance(share, DayShare), share.key))
        holds = {share.key: share.hold(now) for share in in_order}
        refused = [share for share in shares if holds[share.key].wait > 0]
        for hold in holds.values():
            hold.write(not refused)
        for table in (Limit, Quota):
            # One that ends so late was written by a clock that ran ahead: it would lock for ever.
            is_stray = table.expires_at > now + LONGEST
            sweep(table, table.key, (table.expires_at < now - clock.DAY) | is_stray)
    for share in refused:
        hold = holds[share.key]
        raise TooMany(hold.says, retry_in=hold.wait, reason=share.reason, when=Wait(hold.wait))


def _fingerprint(key: str) -> str:
    return keyring.mac("limit", key)


def _longest(rules: Sequence[Rule], times: list[int], now: int) -> tuple[int, str]:
    """The rule that lets one wait longest, and what it says."""
    return max((rule.wait(times, now), rule.says) for rule in rules)
