"""What follows the code to a new number: it is changed, and the old contacts are told."""

from flask import url_for
from werkzeug.wrappers import Response

from webapp import cookies, notices
from webapp.access.contacts.new_phone import enrol
from webapp.access.sessions.session import Session
from webapp.access.signin.verification import PHONE, Verification, VerificationGone
from webapp.accounts.account import Account
from webapp.accounts.factor import SMS
from webapp.database import db
from webapp.languages import N_
from webapp.login.arrival import ARRIVALS, begin_session, with_session

WORK_AGAIN = N_("Codes by text message work again for your account at %(platform)s.")

Changed = list[tuple[Account, str | None]]


def arrive_with_phone(pending: Verification) -> Response:
    """Change the number, once; who was signed in stays so under a new id, who was not is now."""
    with db.atomic():
        changed = enrol(pending)
        response = (_renew if pending.session else _open)(pending, changed)
    for account, before in changed:
        notices.send(_news(account, before))
    return response


def _news(account: Account, before: str | None) -> list[notices.Notice]:
    if before == account.phone:
        return notices.way_in(account, WORK_AGAIN)
    return notices.phone_changed(account, before)


def _renew(pending: Verification, _: Changed) -> Response:
    token = Session.renew(cookies.token(cookies.SESSION) or "", proof=SMS)
    return with_session(url_for("settings.phone"), token, pending)


def _open(pending: Verification, changed: Changed) -> Response:
    accounts = [account for account, _ in changed]
    chosen = [account for account in accounts if account.id == pending.account_id]
    if not chosen:
        raise VerificationGone()
    return begin_session(pending, chosen[0], accounts)


ARRIVALS[PHONE] = arrive_with_phone
