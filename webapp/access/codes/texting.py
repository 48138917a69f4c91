"""Codes by text message, which cost money: who may cause how many, and where to.

A code takes a share of its number, account and place, and of the day's quotas of its dial code,
its platform and the whole installation. A right code gives back what its number, account and place
get of codes that nobody enters; what each of them gets in all, and the quotas, nothing gives back.
"""

import logging

from prometheus_client import Counter

from webapp.access.audit import trail
from webapp.access.codes import dial_codes, sending
from webapp.access.codes.sent_texts import SentText
from webapp.access.limits.limit import Limit, Share, TooMany, take
from webapp.access.limits.pace import Most
from webapp.access.limits.quotas import DayShare, Quota
from webapp.accounts.phone import dial_code, refuse_elsewhere
from webapp.caps import Caps
from webapp.clock import DAY
from webapp.database import db
from webapp.languages import N_

CHANNEL = "sms"
NOTICES_A_DAY = NEWS_A_DAY = 5
TODAY, PLATFORM = "sms:all", "sms:platform:"
HELD_BACK = N_(
    "No more text messages can be sent today. Try again %(when)s, or use another way to sign in."
)

log = logging.getLogger(__name__)
refused_total = Counter("sms_refused_total", "Text messages that a limit held back", ["reason"])

caps = Caps()
"""Set when the app starts."""


def allow(
    phone: str, account_id: str, platform_id: str, ip: str, *, is_first: bool = False
) -> None:
    """Take what one text takes; raises `TooMany`, and then nothing was taken."""
    code = dial_code(phone)
    quotas = quotas_of(code, platform_id)
    try:
        refuse_elsewhere(phone)
        dial_codes.refuse_if_paused(code)
        with db.atomic():
            take(*sending.shares(CHANNEL, phone, account_id, ip, is_first=is_first), *quotas)
            SentText.note(phone, code)
    except TooMany as refused:
        refused_total.labels(refused.reason).inc()
        raise
    _alarm(quotas)
    dial_codes.judge(code)


def allow_notice(phone: str, platform_id: str) -> None:
    """Take what a text without a code takes: a few a number, and of each day; raises `TooMany`."""
    _allow_few(phone, platform_id, "notices", NOTICES_A_DAY)


def allow_news(phone: str, platform_id: str, what: str) -> None:
    """The same for news; each kind has its share, or one would use up that of a warning."""
    _allow_few(phone, platform_id, what, NEWS_A_DAY)


def resend_in(phone: str) -> int:
    """Seconds until this number may get another code, whichever sign-in asks."""
    return Limit.wait(sending.pause(CHANNEL, phone))


def failed(phone: str, *, may_come: bool = False) -> None:
    """The text did not go out: it may be tried again at once, unless it may still come.

    It may have cost, so it counts; that nobody enters its code says nothing of who asked for it.
    """
    if not may_come:
        Limit.undo(sending.pause(CHANNEL, phone).key)
    SentText.withdraw(phone)


def entered(phone: str, account_id: str, ip: str) -> None:
    """A right code proves that the texts were wanted: see `sending` for what is free again."""
    SentText.note_entered(phone)
    sending.give_back(CHANNEL, phone, account_id, ip)


def _allow_few(phone: str, platform_id: str, what: str, most: int) -> None:
    quotas = quotas_of(dial_code(phone), platform_id)
    take(Share(f"{CHANNEL}:{what}:{phone}", (Most(most, DAY),), what), *quotas)
    _alarm(quotas)


def quotas_of(code: str, platform_id: str) -> tuple[DayShare, ...]:
    """What a text takes of each day."""
    return (
        DayShare(dial_codes.quota_key(code), caps.dial_code_daily, HELD_BACK, "dial_code_cap"),
        DayShare(f"{PLATFORM}{platform_id}", caps.platform_daily, HELD_BACK, "platform_cap"),
        DayShare(TODAY, caps.daily, HELD_BACK, "daily_cap"),
    )


def _alarm(quotas: tuple[DayShare, ...]) -> None:
    """Say once, when the last one is taken, that nothing more goes out."""
    used = Quota.used_of(*(quota.key for quota in quotas))
    for quota in quotas:
        if used.get(quota.key) == quota.most:
            log.error("%s: all %d text messages of today are sent", quota.key, quota.most)
            trail.record("sms.cap_reached", cap=quota.key, texts=quota.most)
