"""Notices of a changed contact or way in, in plain words, to the addresses that there were.

They go out behind the answer, once the change is committed; that one fails costs nobody anything.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from flask import Response, after_this_request, current_app, g

from webapp.access import texting
from webapp.accounts.account import Account
from webapp.accounts.email import masked_email
from webapp.accounts.factor import EMAIL, SMS
from webapp.accounts.payout_hold import held_until, in_utc
from webapp.accounts.phone import masked
from webapp.sms import Sender

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """A few sentences for one address."""

    channel: str
    address: str
    body: str
    platform_id: str


def phone_changed(account: Account, before: str | None) -> list[Notice]:
    """Codes go to another number from now on."""
    news = f"The mobile number of your account at {account.platform.name} was changed"
    here = f"{news}. Codes no longer come to this phone."
    there = f"{news} to {masked(account.phone)}." if account.phone else f"{news}."
    return list(_both(account, before, here, there))


def phone_reset(account: Account, before: str | None) -> list[Notice]:
    """The platform had the number forgotten."""
    news = (
        f"{account.platform.name} let you choose a new mobile number for your account. Your next "
        "login link asks for it; the old number gets no more codes."
    )
    return list(_both(account, before, news, news))


def email_changed(account: Account, before: str | None) -> list[Notice]:
    """Codes by mail go to another address from now on."""
    if before is None:
        return []
    platform = account.platform.name
    to = f" to {masked_email(account.email)}" if account.email else ""
    body = (
        f"The e-mail address of your account at {platform} was changed{to}. Codes no longer come "
        f"to this address. If this was not you, tell {platform} at once."
    )
    return [Notice("mail", before, body, account.platform_id)]


def way_in(account: Account, news: str) -> list[Notice]:
    """A way to sign in came, went or was used up: by mail, or by text where there is no address."""
    platform = account.platform.name
    body = (
        f"{news} your account at {platform}. If it was not you, sign out everywhere in your "
        f"settings and tell {platform} at once.{_held(account)}"
    )
    channel, address = ("mail", account.email) if account.email else ("sms", account.phone)
    return [Notice(channel, address, body, account.platform_id)] if address else []


def sign_ins_told_otherwise(account: Account, way: str) -> list[Notice]:
    """Where sign-ins on new devices were told of until now hears that it is the last of it."""
    platform = account.platform.name
    body = (
        f"How you are told of sign-ins on new devices to your account at {platform} was changed. "
        f"If it was not you, sign out everywhere in your settings and tell {platform} at once."
    )
    channel, address = {
        EMAIL: ("mail", account.email),
        SMS: ("sms", account.phone),
    }.get(way, ("", None))
    return [Notice(channel, address, body, account.platform_id)] if address else []


def send(notices: list[Notice]) -> None:
    """Send them behind the answer."""
    for notice in notices:
        sender = current_app.extensions[notice.channel]
        current_app.extensions["outgoing"].submit(partial(_post, sender, notice))


def send_if_done(notices: list[Notice]) -> None:
    """Send them when the request has succeeded; one that is tried again tells once."""
    if "notices" not in g:
        g.notices = {}
        after_this_request(_send_kept)
    g.notices.update(dict.fromkeys(notices))


def _send_kept(response: Response) -> Response:
    if response.status_code < 400:
        send(list(g.notices))
    return response


def _post(sender: Sender, notice: Notice) -> None:
    """Hand it over; texts cost money, so these, too, are capped a number, platform and day."""
    try:
        if notice.channel == "sms":
            texting.allow_notice(notice.address, notice.platform_id)
        sender.send(notice.address, notice.body)
    except Exception as error:
        log.warning("a notice was not sent by %s: %s", notice.channel, type(error).__name__)


def _both(account: Account, before: str | None, here: str, there: str) -> Iterator[Notice]:
    alarm = f" If this was not you, tell {account.platform.name} at once.{_held(account)}"
    if before:
        yield Notice("sms", before, here + alarm, account.platform_id)
    if account.email:
        yield Notice("mail", account.email, there + alarm, account.platform_id)


def _held(account: Account) -> str:
    until = held_until(account)
    return f" Until {in_utc(until)} nobody can change where you are paid." if until else ""
