"""Notices of a changed contact or way in, in plain words, to the addresses that there were.

They are written in the account's language and go out behind the answer, once the change is
committed; that one fails costs nobody anything.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from flask import Response, after_this_request, current_app, g
from flask_babel import gettext as _

from webapp.access.codes import texting
from webapp.accounts.account import Account
from webapp.accounts.email import masked_email
from webapp.accounts.factor import EMAIL, SMS
from webapp.accounts.payout_hold import held_until, in_utc
from webapp.accounts.phone import masked
from webapp.languages import N_
from webapp.reading import in_language
from webapp.sms import Sender

PHONE_CHANGED = N_("The mobile number of your account at %(platform)s was changed.")
EMAIL_CHANGED = N_("The e-mail address of your account at %(platform)s was changed.")
TOLD_OTHERWISE = N_(
    "How you are told of sign-ins on new devices to your account at %(platform)s was changed."
)
NOT_YOU = N_(
    "If it was not you, sign out everywhere in your settings and tell %(platform)s at once."
)

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
    platform, to = account.platform.name, account.phone and masked(account.phone)
    with in_language(account.language):
        news = _(PHONE_CHANGED, platform=platform)
        here = f"{news} {_('Codes no longer come to this phone.')}"
        there = to and _(
            "The mobile number of your account at %(platform)s was changed to %(phone)s.",
            platform=platform,
            phone=to,
        )
        return list(_both(account, before, here, there or news))


def phone_reset(account: Account, before: str | None) -> list[Notice]:
    """The platform had the number forgotten."""
    with in_language(account.language):
        news = _(
            "%(platform)s let you choose a new mobile number for your account. Your next login "
            "link asks for it; the old number gets no more codes.",
            platform=account.platform.name,
        )
        return list(_both(account, before, news, news))


def email_changed(account: Account, before: str | None) -> list[Notice]:
    """Codes by mail go to another address from now on."""
    if before is None:
        return []
    with in_language(account.language):
        body = f"{_of_address(account)} {_('Codes no longer come to this address.')}"
        return [Notice("mail", before, f"{body} {_alarm(account)}", account.platform_id)]


def way_in(account: Account, news: str) -> list[Notice]:
    """A way to sign in came, went or was used up: by mail, or by text where there is no address.

    The news are a message of the catalogues; it names the account by its `%(platform)s`.
    """
    return _suspicious(account, news, _nearest(account))


def of_payouts(account: Account, news: str) -> list[Notice]:
    """The same for what a seller did to her payouts; a hold has refused what it does not allow."""
    return _suspicious(account, news, _nearest(account), tells_hold=False)


def sign_ins_told_otherwise(account: Account, way: str) -> list[Notice]:
    """Where sign-ins on new devices were told of until now hears that it is the last of it."""
    return _suspicious(account, TOLD_OTHERWISE, way)


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
    alarm = " ".join([_alarm(account), *_held(account)])
    if before:
        yield Notice("sms", before, f"{here} {alarm}", account.platform_id)
    if account.email:
        yield Notice("mail", account.email, f"{there} {alarm}", account.platform_id)


def _nearest(account: Account) -> str:
    return EMAIL if account.email else SMS


def _suspicious(account: Account, news: str, way: str, *, tells_hold: bool = True) -> list[Notice]:
    """News that an intruder would cause, with what to do about her."""
    platform = account.platform.name
    channel, address = {
        EMAIL: ("mail", account.email),
        SMS: ("sms", account.phone),
    }.get(way, ("", None))
    with in_language(account.language):
        told = [_(news, platform=platform), _(NOT_YOU, platform=platform)]
        told += _held(account) if tells_hold else []
    return [Notice(channel, address, " ".join(told), account.platform_id)] if address else []


def _of_address(account: Account) -> str:
    platform = account.platform.name
    if not account.email:
        return _(EMAIL_CHANGED, platform=platform)
    return _(
        "The e-mail address of your account at %(platform)s was changed to %(address)s.",
        platform=platform,
        address=masked_email(account.email),
    )


def _alarm(account: Account) -> str:
    return _("If this was not you, tell %(platform)s at once.", platform=account.platform.name)


def _held(account: Account) -> list[str]:
    until = held_until(account)
    if not until:
        return []
    return [_("Until %(until)s nobody can change where you are paid.", until=in_utc(until))]
