"""Codes by e-mail: how many, and how soon after each other."""

from webapp.access.codes import sending
from webapp.access.limits.limit import Limit, Share, take
from webapp.access.limits.pace import Most
from webapp.clock import DAY

CHANNEL = "email"
NEWS_A_DAY = 20


def allow(email: str, account_id: str, ip: str, *, is_first: bool = False) -> None:
    """Take what one mail takes; raises `TooMany`, and then nothing was taken."""
    take(*sending.shares(CHANNEL, _one_form(email), account_id, ip, is_first=is_first))


def allow_news(email: str, what: str) -> None:
    """Take what a mail of news takes: a few a day of each kind; raises `TooMany`."""
    few = (Most(NEWS_A_DAY, DAY),)
    take(Share(f"{CHANNEL}:{what}:{_one_form(email)}", few, what))


def resend_in(email: str) -> int:
    """Seconds until this address may get another code."""
    return Limit.wait(sending.pause(CHANNEL, _one_form(email)))


def failed(email: str, *, may_come: bool = False) -> None:
    """The mail did not go out: it may be tried again at once, unless it may still come."""
    if not may_come:
        Limit.undo(sending.pause(CHANNEL, _one_form(email)).key)


def entered(email: str, account_id: str, ip: str) -> None:
    """A right code proves that the mails were wanted: see `sending` for what is free again."""
    sending.give_back(CHANNEL, _one_form(email), account_id, ip)


def _one_form(email: str) -> str:
    """However it is written: a mailbox does not know upper case."""
    return email.strip().casefold()
