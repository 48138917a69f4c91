"""News that a seller asked for, told behind the answer, in her language and by her clock.

They are taken from the database when the request is over, so what it undid is never told, and a
message that does not go out costs the request nothing.
"""

import logging
from collections.abc import Iterable
from functools import partial

from flask import Flask, current_app

from webapp import reading
from webapp.access.codes import mailing, texting
from webapp.accounts import notification
from webapp.accounts.account import Account
from webapp.accounts.factor import EMAIL, SMS
from webapp.accounts.notification import CHOICE_OF, NO_WAY, News
from webapp.ledger.rollups import accounts
from webapp.news.words import words

ACCOUNTS_AT_ONCE = 500
CHANNELS = {EMAIL: "mail", SMS: "sms"}

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Send what a request noted, once it is over."""
    app.teardown_request(send_noted)


def send_noted(_: BaseException | None = None) -> None:
    """Send, behind the answer, what was noted by whoever we act for."""
    found = notification.noted_here()
    if found:
        current_app.extensions["outgoing"].submit(partial(_send_of, sorted(found)))


def send_all() -> None:
    """Send what was noted here, and what processes that died left behind; waits until it is out."""
    notification.noted_here()
    outgoing, ids = current_app.extensions["outgoing"], [account.id for account in accounts()]
    for first in range(0, len(ids), ACCOUNTS_AT_ONCE):
        outgoing.submit(partial(_send_of, ids[first : first + ACCOUNTS_AT_ONCE]))
        outgoing.drain()


def receiver(account: Account, event: str) -> tuple[str, str] | None:
    """By which way and whereto; who chose none is told by text where there is no address."""
    chosen = notification.chosen(account.id)
    way = notification.ways(account.id)[CHOICE_OF[event]]
    if way == EMAIL and not account.email and CHOICE_OF[event] not in chosen:
        way = SMS
    address = {EMAIL: account.email, SMS: account.phone, NO_WAY: None}[way]
    return (way, address) if address else None


def _send_of(account_ids: Iterable[str]) -> None:
    for news in notification.take(account_ids):
        _send(news)


def _send(news: News) -> None:
    """Write it for its reader and hand it over, within what her number or address may get."""
    account = Account.get_by_id(news.account_id)
    found = receiver(account, news.event)
    if found is None or not account.has_dashboard:
        return
    way, address = found
    try:
        with current_app.app_context(), reading.in_language(account.language):
            body = words(news, account, way)
        if way == SMS:
            texting.allow_news(address, account.platform_id, CHOICE_OF[news.event])
        else:
            mailing.allow_news(address, CHOICE_OF[news.event])
        current_app.extensions[CHANNELS[way]].send(address, body)
    except Exception as error:  # its text may hold the address; the next news goes out all the same
        log.warning("news were not sent by %s: %s", way, type(error).__name__)
