"""Wrong tries of an account, counted by factor before they are looked at; nothing resets them.

No resend, new link, other browser, address or restart does: the counts are rows. They are apart by
factor, so a lock of one never bars the way by another (NIST SP 800-63B, 3.2.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from peewee import BigIntegerField, BooleanField, CharField, CompositeKey, IntegerField

from webapp import clock
from webapp.access.codes.hotp import LENGTHS
from webapp.access.limits.pace import Most, Wait
from webapp.accounts.factor import EMAIL, PASSKEY, RECOVERY, SMS, TOTP
from webapp.database import BaseModel, JSONText, db, for_update
from webapp.errors import AppError
from webapp.languages import N_

LOCKED_AFTER, LOCKED_FOR, OFF_AFTER = 10, 30 * clock.MINUTE, 100
MONTH, YEAR = 30 * clock.DAY, 365 * clock.DAY
TRY_AGAIN = N_("Too many wrong codes were tried. Try again %(when)s, or sign in another way.")


@dataclass(frozen=True, slots=True)
class Rule:
    """How many wrong tries a factor takes, and how easily a blind one is right."""

    windows: tuple[Most, ...]
    chance: float

    def tries_in(self, seconds: int) -> float:
        """Most tries that the windows let pass in a long time."""
        return min(window.most * seconds / window.per for window in self.windows)


# An app's code is right in three steps of 30 s, so it gets fewer tries than a text's. Together
# these leave a blind guesser a chance of less than 0.75 % a year.
RULES: Mapping[str, Rule] = {
    SMS: Rule((Most(5, 5 * clock.MINUTE), Most(15, clock.DAY)), 1 / 10 ** LENGTHS[SMS]),
    EMAIL: Rule((Most(5, 5 * clock.MINUTE), Most(20, clock.DAY)), 1 / 10 ** LENGTHS[EMAIL]),
    TOTP: Rule((Most(5, 5 * clock.MINUTE), Most(15, clock.DAY), Most(50, MONTH)), 3 / 10**6),
    RECOVERY: Rule((Most(5, 5 * clock.MINUTE), Most(20, clock.DAY)), 10 / 2**64),
    PASSKEY: Rule((Most(20, 5 * clock.MINUTE), Most(100, clock.DAY)), 1 / 2**128),
}
# Long enough to need no counting (NIST SP 800-63B, 3.1.2.2): a lock would be a stranger's weapon.
UNGUESSABLE = {factor for factor, rule in RULES.items() if rule.chance < 1 / 2**60}


class FactorLocked(AppError):
    """Too many wrong codes were tried for this account. Wait a while, or sign in another way."""

    status = 429

    def __init__(self, retry_in: int) -> None:
        """Say how long to wait."""
        super().__init__(TRY_AGAIN, when=Wait(retry_in))
        self.retry_in = retry_in


class FactorOff(AppError):
    """This way in is off after 100 wrong codes. Sign in another way, or ask the platform."""

    status = 429


class Attempts(BaseModel):
    """The wrong tries of one account by one factor."""

    account_id = CharField()
    factor = CharField()
    times = JSONText(default=list)
    in_a_row = IntegerField(default=0)
    locked_until = BigIntegerField(default=0)
    is_off = BooleanField(default=False)
    updated = BigIntegerField()

    class Meta:
        """One row an account and factor; strangers' e-mails have rows, too, so that none shows."""

        primary_key = CompositeKey("account_id", "factor")
        table_name = "wrong_attempts"


def take(account_id: str, factor: str) -> None:
    """Count a try before it is looked at; raises `FactorLocked` or `FactorOff` and counts none."""
    with db.atomic():
        row = _locked_row(account_id, factor)
        refused = _refusal(row, RULES[factor])
        if refused is None:
            _count(row, RULES[factor])
    if refused:
        raise refused


def succeed(account_id: str, factor: str) -> None:
    """The last try was right: it was no wrong one, and the row of wrong ones ends here."""
    with db.atomic():
        row = _locked_row(account_id, factor)
        _save(row, times=row.times[:-1], in_a_row=0, locked_until=0)


def take_back(account_id: str, factor: str) -> None:
    """The last try was no try at this account: it counts for nothing, and nothing else changes."""
    with db.atomic():
        row = _locked_row(account_id, factor)
        in_a_row = max(0, row.in_a_row - 1)
        _save(row, times=row.times[:-1], in_a_row=in_a_row, locked_until=0, is_off=False)


def rebind(account_id: str, factor: str) -> None:
    """The factor is bound anew (another phone, another app): its wrong tries are forgotten."""
    with db.atomic():
        row = _locked_row(account_id, factor)
        _save(row, times=[], in_a_row=0, locked_until=0, is_off=False)


def is_off(account_id: str, factor: str) -> bool:
    """Is the factor off, after too many wrong tries in a row, until it is bound anew?"""
    mine = (Attempts.account_id == account_id) & (Attempts.factor == factor)
    return Attempts.select().where(mine, Attempts.is_off).exists()


def sweep() -> int:
    """Forget strangers' e-mails of days ago, and rows that count for nothing; returns how many."""
    row, now = Attempts, clock.now()
    is_stranger = row.account_id.startswith("email:") | row.account_id.startswith("nobody:")
    is_clean = (row.in_a_row == 0) & ~row.is_off & (row.updated < now - MONTH)
    old = (is_stranger & (row.updated < now - 2 * clock.DAY)) | is_clean
    return row.delete().where(old).execute()


def yearly_chance() -> float:
    """The chance of somebody who guesses all year by every factor, by the rules above."""
    return sum(rule.tries_in(YEAR) * rule.chance for rule in RULES.values())


def _locked_row(account_id: str, factor: str) -> Attempts:
    table, key = Attempts, {"account_id": account_id, "factor": factor}
    table.insert(**key, updated=clock.now()).on_conflict(
        conflict_target=[table.account_id, table.factor], action="IGNORE"
    ).execute()
    mine = (table.account_id == account_id) & (table.factor == factor)
    return for_update(table.select().where(mine)).get()


def _refusal(row: Attempts, rule: Rule) -> AppError | None:
    now = clock.now()
    if row.is_off:
        return FactorOff()
    wait = max([row.locked_until - now, *(window.wait(row.times, now) for window in rule.windows)])
    return FactorLocked(wait) if wait > 0 else None


def _count(row: Attempts, rule: Rule) -> None:
    now, in_a_row = clock.now(), row.in_a_row + 1
    kept = [at for at in row.times if at > now - max(window.per for window in rule.windows)]
    is_tenth = in_a_row % LOCKED_AFTER == 0
    _save(
        row,
        times=[*kept, now],
        in_a_row=in_a_row,
        locked_until=now + LOCKED_FOR if is_tenth else row.locked_until,
        is_off=in_a_row >= OFF_AFTER,
    )


def _save(row: Attempts, **fields: object) -> None:
    table = Attempts
    mine = (table.account_id == row.account_id) & (table.factor == row.factor)
    table.update(updated=clock.now(), **fields).where(mine).execute()
