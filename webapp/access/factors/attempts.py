"""Wrong tries of an account, counted by factor before they are looked at; nothing resets them.

No resend, new link, other browser, address or restart does: the counts are rows. They are apart by
factor, so a lock of one never bars the way by another (NIST SP 800-63B, 3.2.2). What came by an
e-mail address alone is counted twice, within a share of its own and within the whole, but a row of
wrong ones there ends nothing beyond that share: so a stranger locks out nobody who has a link.
"""

from collections.abc import Iterable
from typing import Any

from peewee import (
    EXCLUDED,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    Expression,
    Field,
    IntegerField,
    ModelInsert,
)

from webapp import clock
from webapp.access.factors.shares import MONTH, SHARES, by_address
from webapp.access.limits.pace import Wait
from webapp.database import BaseModel, JSONText, db
from webapp.errors import AppError
from webapp.languages import N_

LOCKED_FOR = 30 * clock.MINUTE
TRY_AGAIN = N_("Too many wrong codes were tried. Try again %(when)s, or sign in another way.")


class FactorLocked(AppError):
    """Too many wrong codes were tried for this account. Wait a while, or sign in another way."""

    status = 429

    def __init__(self, retry_in: int) -> None:
        """Say how long to wait."""
        super().__init__(TRY_AGAIN, when=Wait(retry_in))
        self.retry_in = retry_in


class FactorOff(AppError):
    """This way in is off after too many wrong codes. Sign in another way, or ask the platform."""

    status = 429


class Attempts(BaseModel):
    """The wrong tries of one account by one factor, or by its share for an e-mail address alone."""

    account_id = CharField()
    factor = CharField()
    times = JSONText(default=list)
    in_a_row = IntegerField(default=0)
    locked_until = BigIntegerField(default=0)
    is_off = BooleanField(default=False)
    updated = BigIntegerField()

    class Meta:
        """One row an account and share; strangers' e-mails have rows, too, so that none shows."""

        primary_key = CompositeKey("account_id", "factor")
        table_name = "wrong_attempts"


def take(whose: Iterable[str], factor: str, *, stranger: str | None = None) -> dict[str, AppError]:
    """Count a try at each before it is looked at; returns who refuses it, and is not counted for.

    `stranger` names the e-mail address of who has nothing else; if that refuses, nothing counts.
    """
    with db.atomic():
        rows = _held(whose, factor, stranger)
        refused = {row.account_id: refusal for row in rows if (refusal := _refusal(row))}
        if stranger is None or stranger not in refused:
            share = by_address(factor) if stranger else factor
            _save([_counted(row, share) for row in rows if row.account_id not in refused])
    return refused


def succeed(whose: Iterable[str], factor: str, *, stranger: str | None = None) -> None:
    """The last try was right: it was no wrong one, and every row of wrong ones ends here."""
    with db.atomic():
        rows = _held(whose, factor, stranger)
        for row in rows:
            row.times = row.times[:-1]
        _save(rows)
        _set({row.account_id for row in rows}, factor, in_a_row=0, locked_until=0, is_off=False)


def take_back(whose: Iterable[str], factor: str, *, stranger: str | None = None) -> None:
    """The last try was none at these accounts: it counts for nothing, and nothing else changes."""
    share = by_address(factor) if stranger else factor
    with db.atomic():
        rows = [row for row in _held(whose, factor, stranger) if row.account_id != stranger]
        for row in rows:
            row.times = row.times[:-1]
            if row.factor == share:
                row.in_a_row = max(0, row.in_a_row - 1)
                row.locked_until, row.is_off = 0, False
        _save(rows)


def rebind(account_id: str, factor: str) -> None:
    """The factor is bound anew (another phone, another app): its wrong tries are forgotten."""
    _set([account_id], factor, times=[], in_a_row=0, locked_until=0, is_off=False)


def is_off(account_id: str, factor: str) -> bool:
    """Is any share of the factor off, after too many wrong tries in a row?"""
    return Attempts.select().where(_of([account_id], factor), Attempts.is_off).exists()


def sweep() -> int:
    """Forget strangers' e-mails of days ago, and rows that count for nothing; returns how many."""
    row, now = Attempts, clock.now()
    is_stranger = row.account_id.startswith("email:") | row.account_id.startswith("nobody:")
    is_clean = (row.in_a_row == 0) & ~row.is_off & (row.updated < now - MONTH)
    old = (is_stranger & (row.updated < now - 2 * clock.DAY)) | is_clean
    return row.delete().where(old).execute()


def _held(whose: Iterable[str], factor: str, stranger: str | None) -> list[Attempts]:
    """The rows of a try, made where there are none, nobody else's until the transaction ends.

    One statement, however many there are, and in one order, or two would wait for each other.
    """
    names = {(one, factor) for one in whose}
    if stranger:
        names = {(one, name) for one, _ in names for name in (factor, by_address(factor))}
        names.add((stranger, by_address(factor)))
    if not names:
        return []
    now = clock.now()
    fresh = [{"account_id": one, "factor": name, "updated": now} for one, name in sorted(names)]
    return list(_upsert(fresh, Attempts.updated).returning(Attempts).execute())


def _refusal(row: Attempts) -> AppError | None:
    if row.is_off:
        return FactorOff()
    now, windows = clock.now(), SHARES[row.factor].windows
    wait = max([row.locked_until - now, *(window.wait(row.times, now) for window in windows)])
    return FactorLocked(wait) if wait > 0 else None


def _counted(row: Attempts, share: str) -> Attempts:
    """The row with one more try, which is one in a row for those alone whose share it is."""
    now, rule = clock.now(), SHARES[row.factor]
    times: Any = [*(at for at in row.times if at > now - rule.per), now]
    row.times = times
    if row.factor == share:
        row.in_a_row += 1
        row.is_off = row.in_a_row >= rule.off_after
        if row.in_a_row % rule.locked_after == 0:
            row.locked_until = now + LOCKED_FOR
    return row


def _save(rows: list[Attempts]) -> None:
    table = Attempts
    if rows:
        fields = [row.__data__ for row in rows]
        changed = (table.times, table.in_a_row, table.locked_until, table.is_off)
        _upsert(fields, *changed).execute()


def _upsert(rows: list[dict[str, object]], *changed: Field) -> ModelInsert:
    table = Attempts
    update = {field: getattr(EXCLUDED, field.name) for field in changed}
    keys = [table.account_id, table.factor]
    return table.insert_many(rows).on_conflict(conflict_target=keys, update=update)


def _set(whose: Iterable[str], factor: str, **fields: object) -> None:
    Attempts.update(updated=clock.now(), **fields).where(_of(whose, factor)).execute()


def _of(whose: Iterable[str], factor: str) -> Expression:
    shares = (factor, by_address(factor))
    return Attempts.account_id.in_(list(whose)) & Attempts.factor.in_(shares)
