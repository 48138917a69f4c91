"""`/settings/authenticator`: an app that computes the codes, set up by a QR code."""

import segno
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from webapp import htmx, notices
from webapp.access.factors import enrolled
from webapp.access.factors.authenticator import Authenticator, EnrolmentGone
from webapp.accounts.account import Account
from webapp.accounts.factor import TOTP
from webapp.errors import AppError, NotFound
from webapp.fresh_proof import fresh, is_fresh
from webapp.languages import N_
from webapp.sentences import sentence
from webapp.settings import bp

ADDED = N_("An authenticator app was added to your account at %(platform)s.")
REMOVED = N_("The authenticator app was removed from your account at %(platform)s.")

CODE_LENGTH_MAX = 64
KEY_GROUP = 4


class AppCodeWrong(AppError):
    """That is not the app's code. Type the newest one, and set the phone's clock to automatic."""

    status = 422


@bp.get("/authenticator")
def authenticator() -> ResponseReturnValue:
    """Whether there is an app, and the next step to have one or none."""
    return _page()


@bp.post("/authenticator/begin")
@fresh("authenticator")
def begin_authenticator() -> ResponseReturnValue:
    """Make a seed for a new app."""
    account = _account()
    enrolled.refuse_unless_allowed(account, TOTP)
    Authenticator.enrol(account.id)
    return redirect(url_for("settings.authenticator"), 303)


@bp.post("/authenticator")
@fresh("authenticator")
def confirm_authenticator() -> ResponseReturnValue:
    """The first right code turns the app on."""
    account = _account()
    enrolled.refuse_unless_allowed(account, TOTP)
    code = request.form.get("code", "")[:CODE_LENGTH_MAX]
    if not Authenticator.pending(account.id).confirm(code):
        return _page(AppCodeWrong())
    enrolled.note_added(account, TOTP)
    notices.send(notices.way_in(account, ADDED))
    return redirect(url_for("settings.authenticator"), 303)


@bp.post("/authenticator/remove")
@fresh("authenticator")
def remove_authenticator() -> ResponseReturnValue:
    """Turn the app off; sessions that it opened end at once."""
    account = _account()
    if not Authenticator.remove(account.id):
        raise NotFound()
    enrolled.note_removed(account, TOTP)
    notices.send(notices.way_in(account, REMOVED))
    return redirect(url_for("settings.authenticator"), 303)


def _account() -> Account:
    return Account.get_by_id(current_user.account_id)


def _page(error: AppError | None = None) -> ResponseReturnValue:
    account = _account()
    found = Authenticator.of(account.id)
    if found is None and not account.platform.allows(TOTP):
        raise NotFound()
    response = htmx.render(
        "settings/authenticator/index.html",
        "settings/authenticator/_panel.html",
        authenticator=found,
        is_fresh=is_fresh(),
        set_up=None if found or not is_fresh() else _set_up(account),
        error=error and sentence(error),
    )
    response.status_code = error.status if error else 200
    return response


def _set_up(account: Account) -> dict[str, str] | None:
    """What a phone scans or its owner types; nothing until a set-up was begun."""
    try:
        pending = Authenticator.pending(account.id)
    except EnrolmentGone:
        return None
    address = pending.address(account.email or account.display_name, account.platform.name)
    return {"qr": qr(address), "key": in_groups(pending.seed)}


def qr(text: str) -> Markup:
    """The QR code as an SVG whose colours are attributes: the policy allows no styles."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None))  # nosec B704


def in_groups(seed: str) -> str:
    """The seed as people read it off a screen."""
    return " ".join(seed[i : i + KEY_GROUP] for i in range(0, len(seed), KEY_GROUP))
