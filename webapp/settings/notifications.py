"""`/settings/notifications`: what the seller is told of, and by which way."""

from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from webapp import htmx, notices
from webapp.accounts import notification
from webapp.accounts.account import Account
from webapp.accounts.email import masked_email
from webapp.accounts.factor import EMAIL, SMS
from webapp.accounts.notification import (
    DEFAULTS,
    NEW_SIGN_IN,
    NO_WAY,
    PAYOUT_FAILED,
    PAYOUT_PAID,
)
from webapp.accounts.phone import masked
from webapp.errors import AppError
from webapp.languages import N_
from webapp.sentences import sentence
from webapp.settings import bp

TITLES = {
    PAYOUT_PAID: N_("A payout arrives in your bank account"),
    PAYOUT_FAILED: N_("A payout fails or is stopped"),
    NEW_SIGN_IN: N_("Somebody signs in on a new device"),
}
NAMES = {EMAIL: N_("E-mail"), SMS: N_("Text message"), NO_WAY: N_("Not at all")}


class WayImpossible(AppError):
    """There is no such way to tell you. Choose one from the page."""

    status = 422


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event as the page shows it."""

    event: str
    title: str
    way: str
    way_name: str


@bp.get("/notifications")
def notifications() -> ResponseReturnValue:
    """The kinds of events, each with the ways to hear of it."""
    return _page(Account.get_by_id(current_user.account_id))


@bp.post("/notifications")
def choose_notifications() -> ResponseReturnValue:
    """Tell of these from now on; a way that there is not is refused, and nothing is changed."""
    account = Account.get_by_id(current_user.account_id)
    wanted = {event: request.form.get(event, "") for event in DEFAULTS}
    possible = {way for way, _address in _addresses(account)}
    before = notification.ways(account.id)
    if any(way not in possible and way != before[event] for event, way in wanted.items()):
        return _page(account, wanted, WayImpossible())
    notification.choose(account.id, wanted)
    if before[NEW_SIGN_IN] != wanted[NEW_SIGN_IN]:
        notices.send(notices.sign_ins_told_otherwise(account, before[NEW_SIGN_IN]))
    if htmx.wants_fragment():
        return _page(account, is_saved=True)
    return redirect(url_for("settings.notifications", saved=1), 303)


def panel(account: Account) -> dict[str, list[Kind]]:
    """What the overview's template needs."""
    return {"kinds": _kinds(notification.ways(account.id))}


def _kinds(ways: dict[str, str]) -> list[Kind]:
    return [
        Kind(event, _(title), ways[event], _(NAMES.get(ways[event], NAMES[NO_WAY])))
        for event, title in TITLES.items()
    ]


def _addresses(account: Account) -> list[tuple[str, str]]:
    """The ways that there are, each with as much of the address as one needs to know it again."""
    found = [(EMAIL, masked_email(account.email))] if account.email else []
    if account.phone:
        found.append((SMS, masked(account.phone)))
    return [*found, (NO_WAY, "")]


def _page(
    account: Account,
    wanted: dict[str, str] | None = None,
    error: AppError | None = None,
    *,
    is_saved: bool = False,
) -> ResponseReturnValue:
    response = htmx.render(
        "settings/notifications/index.html",
        "settings/notifications/_panel.html",
        kinds=_kinds(wanted or notification.ways(account.id)),
        choices=[(way, _(NAMES[way]), address) for way, address in _addresses(account)],
        error=error and sentence(error),
        is_saved=is_saved or "saved" in request.args,
    )
    response.status_code = error.status if error else 200
    return response
