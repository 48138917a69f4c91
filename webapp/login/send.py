"""`POST /verify/send`: a code, by text message or by mail."""

import logging

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from webapp import htmx
from webapp.access.audit import trail
from webapp.access.codes.asking import Letter, allow, ask, failed, letters
from webapp.access.codes.sent_code import SentCode
from webapp.access.limits.limit import TooMany
from webapp.access.signin.login_link import LinkDead
from webapp.access.signin.people import address_of
from webapp.access.signin.verification import LOST_PHONE, Verification
from webapp.accounts.factor import EMAIL, SMS
from webapp.errors import AppError
from webapp.login import bp
from webapp.login.message import code_message
from webapp.login.pending import find_pending
from webapp.login.verify_page import page, ways
from webapp.sms import MessageNotSent, MessageUnanswered, Unanswered

log = logging.getLogger(__name__)


class PhoneMissing(AppError):
    """There is no mobile number on your account. Ask the platform to add it, then start again."""

    status = 409


class WayUnknown(AppError):
    """Codes come by text message or by mail. Choose one of the ways on the page."""


@bp.post("/verify/send")
def send_code() -> Response:
    """Spend the link and send a code."""
    pending, way = find_pending(), request.form.get("way", SMS)
    if way == SMS and pending.then == LOST_PHONE:
        pending.go_on_with(None)  # she has it, after all
    return deliver(pending, way)


def deliver(pending: Verification, way: str) -> Response:
    """Send a code and go on to the page that asks for it."""
    try:
        _send(pending, way)
    except LinkDead:
        raise  # another browser was first: nothing can be done on this page
    except AppError as error:
        return page(Verification.get_by_id(pending.digest), error)
    if htmx.wants_fragment():
        return page(pending)
    return redirect(url_for("login.verify"), 303)


def _send(pending: Verification, way: str) -> None:
    """Send the code outside of any transaction; a failure costs the person nothing."""
    if way not in {SMS, EMAIL} or way not in ways(pending):
        raise WayUnknown(param="way")
    if pending.account and address_of(pending, pending.account, way) is None:
        raise PhoneMissing()
    try:
        sent = ask(pending, way)
    except TooMany as refusal:
        trail.record(
            "code.refused", account=pending.account, result=trail.REFUSED, reason=refusal.reason
        )
        raise
    if pending.is_self_serve:
        # Whether anybody has the address is found out behind the answer, which tells nothing then.
        current_app.extensions["outgoing"].submit(lambda: _send_behind(sent))
    else:
        _send_now(sent)


def _send_now(sent: SentCode) -> None:
    for letter in letters(sent):
        try:
            _post(letter)
        except Unanswered as error:  # if it comes, it opens; another would make it worthless
            raise MessageUnanswered() from error
        except Exception as error:
            sent.unsend()
            raise MessageNotSent() from error


def _send_behind(sent: SentCode) -> None:
    for letter in letters(sent):
        try:
            allow(letter, is_first=True)  # the pause was the e-mail address's, and was told
            _post(letter)
        except TooMany as refusal:
            _note(letter, "code.refused", trail.REFUSED, reason=refusal.reason)
        except Exception:
            log.debug("noted already")


def _post(letter: Letter) -> None:
    """Hand a letter over; that it failed is noted without a word of what it said."""
    channel = "sms" if letter.way == SMS else "mail"
    try:
        current_app.extensions[channel].send(letter.address, code_message(letter))
    except Exception as error:
        log.warning("a code was not sent by %s: %s", letter.way, type(error).__name__)
        may_come = isinstance(error, Unanswered)
        failed(letter, may_come=may_come)
        reason = {"reason": "no_answer"} if may_come else {}
        _note(letter, "code.undelivered", trail.FAILED, **reason)
        raise
    _note(letter, "code.sent", trail.OK)


def _note(letter: Letter, event: str, result: str, **detail: str) -> None:
    for account in letter.accounts:
        more = {"way": letter.way, "to": letter.address, **detail}
        trail.record(event, account=account, result=result, **more)
