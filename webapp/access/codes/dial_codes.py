"""Dial codes whose texts nobody wants: somebody is paid for each, so they are paused."""

import logging

from peewee import BigIntegerField, CharField

from webapp import clock
from webapp.access.audit import trail
from webapp.access.codes.sent_texts import SentText
from webapp.access.limits.limit import TooMany
from webapp.access.limits.pace import Wait
from webapp.access.limits.quotas import Quota
from webapp.database import BaseModel
from webapp.languages import N_

JUDGED_MIN, ENTERED_MIN_PERCENT = 20, 30
LOOKED_BACK, PAUSED_FOR = clock.HOUR, clock.HOUR
QUOTA = "sms:dial_code:"

log = logging.getLogger(__name__)


class DialCode(BaseModel):
    """Until when a country's dial code is paused, and from when on its texts are judged."""

    code = CharField(primary_key=True)
    paused_until = BigIntegerField(default=0)
    judged_from = BigIntegerField(default=0)


def quota_key(code: str) -> str:
    """The name of a dial code's quota of a day."""
    return f"{QUOTA}{code}"


def refuse_if_paused(code: str) -> None:
    """Raise `TooMany` while the dial code is paused."""
    row = DialCode.get_or_none(DialCode.code == code)
    # A clock that went back lengthens no pause.
    wait = min(row.paused_until - clock.now(), PAUSED_FOR) if row else 0
    if wait > 0:
        raise TooMany(
            N_(
                "Text messages to your country are held back just now. "
                "Try again %(when)s, or use another way to sign in."
            ),
            when=Wait(wait),
            retry_in=wait,
            reason="dial_code_paused",
        )


def judge(code: str) -> None:
    """Pause the dial code if too few of the texts so far proved to be wanted.

    Asked when a text goes out, not when one is refused: a refusal may undo what it wrote.
    """
    now = clock.now()
    row = DialCode.get_or_none(DialCode.code == code)
    judged, entered = SentText.conversion(
        code, max(row.judged_from if row else 0, now - LOOKED_BACK)
    )
    if judged >= JUDGED_MIN and 100 * entered < ENTERED_MIN_PERCENT * judged:
        _pause(code, now)


def resume(code: str) -> bool:
    """Let texts go to a paused dial code again, judged by what is sent from now on."""
    now = clock.now()
    paused = (DialCode.code == code) & (DialCode.paused_until > now)
    return bool(DialCode.update(paused_until=0, judged_from=now).where(paused).execute())


def paused() -> dict[str, int]:
    """The dial codes that are paused, each with when it will go on."""
    row = DialCode
    waiting = row.select(row.code, row.paused_until).where(row.paused_until > clock.now())
    return dict(waiting.order_by(row.code).tuples())


def sent_today() -> dict[str, int]:
    """How many texts went to each dial code today (UTC)."""
    rows = Quota.used_today(QUOTA)
    return {key.removeprefix(QUOTA): used for key, used in rows.items()}


def _pause(code: str, now: int) -> None:
    """Pause the dial code; of many that find it poor at once, one says so."""
    row = DialCode
    row.insert(code=code).on_conflict(conflict_target=[row.code], action="IGNORE").execute()
    running = (row.code == code) & (row.paused_until <= now)
    if row.update(paused_until=now + PAUSED_FOR).where(running).execute():
        log.error("text messages to +%s are paused: too few of their codes are entered", code)
        trail.record("dial_code.paused", dial_code=f"+{code}")
