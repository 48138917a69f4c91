"""`/settings/passkeys`: devices and security keys that sign in without a code."""

from flask import Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import htmx, notices
from webapp.access.factors import enrolled
from webapp.access.factors.passkey import Passkey
from webapp.access.factors.relying_party import RelyingParty
from webapp.access.sessions.device import device
from webapp.accounts.account import Account
from webapp.accounts.factor import PASSKEY
from webapp.device_words import named
from webapp.errors import AppError, NotFound
from webapp.fresh_proof import fresh, is_fresh
from webapp.languages import N_
from webapp.sentences import sentence
from webapp.settings import bp

ADDED = N_("A passkey was added to your account at %(platform)s.")
REMOVED = N_("A passkey was removed from your account at %(platform)s.")


@bp.get("/passkeys")
def passkeys() -> ResponseReturnValue:
    """The account's passkeys, and the way to one more."""
    return _page()


@bp.post("/passkeys/options")
@fresh("passkeys")
def passkey_options() -> ResponseReturnValue:
    """What the browser is to make, for its script."""
    account = Account.get_by_id(current_user.account_id)
    enrolled.refuse_unless_allowed(account, PASSKEY)
    options = Passkey.creation_options(account, _party(), current_user.digest)
    return Response(options, content_type="application/json")


@bp.post("/passkeys")
@fresh("passkeys")
def add_passkey() -> ResponseReturnValue:
    """Keep what the browser made."""
    account = Account.get_by_id(current_user.account_id)
    enrolled.refuse_unless_allowed(account, PASSKEY)
    answer, name = request.form.get("credential", ""), request.form.get("name", "")
    try:
        Passkey.add(account.id, answer, name, _party(), current_user.digest)
    except AppError as error:
        return _page(error)
    enrolled.note_added(account, PASSKEY)
    notices.send(notices.way_in(account, ADDED))
    return redirect(url_for("settings.passkeys"), 303)


@bp.post("/passkeys/remove")
@fresh("passkeys")
def remove_passkey() -> ResponseReturnValue:
    """Refuse one from now on; sessions that a passkey opened end at once."""
    account = Account.get_by_id(current_user.account_id)
    wanted = request.form.get("passkey", "").replace("\0", "")
    if not Passkey.remove(account.id, wanted):
        raise NotFound()
    enrolled.note_removed(account, PASSKEY)
    notices.send(notices.way_in(account, REMOVED))
    return redirect(url_for("settings.passkeys"), 303)


def _party() -> RelyingParty:
    return RelyingParty.at(current_app.config["BASE_URL"])


def _page(error: AppError | None = None) -> ResponseReturnValue:
    account = Account.get_by_id(current_user.account_id)
    found, is_allowed = Passkey.of(account.id), account.platform.allows(PASSKEY)
    if not found and not is_allowed:
        raise NotFound()
    response = htmx.render(
        "settings/passkeys/index.html",
        "settings/passkeys/_panel.html",
        passkeys=found,
        is_allowed=is_allowed,
        is_fresh=is_fresh(),
        is_framed=current_user.is_framed,
        this_device=named(device(request.user_agent.string)),
        error=error and sentence(error),
    )
    response.status_code = error.status if error else 200
    return response
