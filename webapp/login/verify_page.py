"""The page of a pending sign-in: the code that is awaited, and the other ways."""

from typing import Any

from flask import g, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import htmx
from webapp.access.codes.sent_code import SentCode
from webapp.access.factors.enrolled import usable
from webapp.access.limits.limit import TooMany
from webapp.access.signin.people import gets_mail
from webapp.access.signin.verification import (
    LOGIN,
    LOST_PHONE,
    NEW_EMAIL,
    PHONE,
    SECOND,
    TRIES_MAX,
    Verification,
)
from webapp.accounts.email import masked_email
from webapp.accounts.factor import EMAIL, FACTORS, SMS
from webapp.accounts.phone import masked
from webapp.errors import AppError
from webapp.sentences import sentence


def page(pending: Verification, error: AppError | None = None) -> Response:
    """The whole page or, to htmx, its form."""
    template = "verify/_form.html" if htmx.wants_fragment() else "verify/index.html"
    context = {"verification": shown(pending, error), "restart_url": restart_url(pending)}
    response = make_response(render_template(template, **context), error.status if error else 200)
    response.headers["Vary"] = htmx.FRAGMENT_VARY
    retry_in = getattr(error, "retry_in", None)
    if retry_in:
        response.headers["Retry-After"] = str(retry_in)
    return response


def ways(pending: Verification) -> list[str]:
    """The ways to prove oneself that this sign-in may be shown.

    Who came by an e-mail sees them all: fewer would tell something about the account. Once she
    has proven one thing, she sees what is left of her own.
    """
    if pending.purpose == PHONE:
        return [SMS]
    if pending.purpose == NEW_EMAIL:
        return [EMAIL]
    if pending.is_self_serve:
        return list(FACTORS)
    account = pending.account
    assert account, "who gave no e-mail address came by an account"
    is_second = pending.purpose == SECOND
    sent = [] if account.awaits_phone or (is_second and not account.phone) else [SMS]
    found = [*sent, *([EMAIL] if gets_mail(account) else []), *usable(account)]
    return [way for way in found if way != pending.first_proof]


def restart_url(pending: Verification) -> str | None:
    """Where a sign-in that is over begins anew."""
    if pending.session is not None:
        return url_for("settings.settings")
    is_alone = pending.is_self_serve or pending.purpose == SECOND
    return url_for("login.signin") if is_alone else g.get("refresh_url")


def shown(pending: Verification, error: AppError | None) -> dict[str, Any]:
    """What the page shows; a self-serve sign-in shows no address, which would tell who exists."""
    texts, mails = SentCode.of(pending, SMS), SentCode.of(pending, EMAIL)
    is_test = bool(pending.account and not pending.account.livemode)
    awaited = [sent for sent in (texts, mails) if sent.sends and (sent.sent_at or is_test)]
    latest = max(awaited, key=lambda sent: sent.sent_at or 0, default=None)
    return {
        "purpose": pending.purpose,
        "masked_phone": _masked_phone(pending),
        "masked_email": _masked_email(pending),
        "is_self_serve": pending.is_self_serve,
        "is_second": pending.purpose == SECOND,
        "is_sent": latest is not None,
        "way": latest.way if latest else SMS,
        "is_undelivered": bool(latest and latest.is_undelivered),
        "ways": ways(pending),
        "resend_in": {sent.way: _wait(sent, error) for sent in (texts, mails)},
        "tries_left": pending.tries_left,
        "tries_limit": TRIES_MAX,
        "is_dead": pending.tries_left == 0,
        "is_test": is_test,
        "is_lost": pending.then == LOST_PHONE,
        "awaits_phone": _awaits_phone(pending),
        "rename_url": _rename_url(pending),
        "is_framed": pending.is_framed,
        "error": error and sentence(error),
    }


def _wait(sent: SentCode, error: AppError | None) -> int:
    """Seconds until another code may be asked for: its own, or what a limit has just said."""
    is_refused = isinstance(error, TooMany) and request.form.get("way", SMS) == sent.way
    return max(sent.resend_in, error.retry_in if is_refused else 0)  # type: ignore[union-attr]


def _awaits_phone(pending: Verification) -> bool:
    """Did the platform have the phone forgotten, and is there no new number yet?"""
    return pending.purpose == LOGIN and bool(pending.account and pending.account.awaits_phone)


def _rename_url(pending: Verification) -> str | None:
    """Where another number or address than the one that is being proven can be given."""
    if pending.purpose == NEW_EMAIL:
        return url_for("settings.email")
    if pending.purpose != PHONE:
        return None
    return url_for("settings.phone" if pending.session else "login.ask_number")


def _masked_phone(pending: Verification) -> str | None:
    if pending.purpose == PHONE:
        return pending.phone
    is_shown = pending.account and not pending.is_self_serve and pending.account.phone
    return masked(pending.account.phone) if is_shown else None


def _masked_email(pending: Verification) -> str | None:
    if pending.purpose == NEW_EMAIL:
        return pending.new_email
    is_shown = pending.account and not pending.is_self_serve and pending.account.email
    return masked_email(pending.account.email) if is_shown else None
