"""`/settings/recovery-codes`: ten codes on paper, for the day when the phone is gone."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from webapp import htmx, notices
from webapp.access.factors import enrolled
from webapp.access.factors.recovery_code import FEW, RecoveryCode
from webapp.accounts.account import Account
from webapp.accounts.factor import RECOVERY
from webapp.accounts.payout_hold import held_until
from webapp.errors import NotFound
from webapp.fresh_proof import fresh, is_fresh
from webapp.languages import N_
from webapp.own_pages import known_place
from webapp.settings import bp

MADE = N_("Recovery codes were made for your account at %(platform)s.")
REMOVED = N_("The recovery codes were removed from your account at %(platform)s.")


@bp.get("/recovery-codes")
def recovery_codes() -> ResponseReturnValue:
    """How many are left; the codes themselves were shown once."""
    account = Account.get_by_id(current_user.account_id)
    left = RecoveryCode.left(account.id)
    if not left and not account.platform.allows(RECOVERY):
        raise NotFound()
    return _page(account, left=left)


@bp.post("/recovery-codes")
@fresh("recovery_codes")
def make_recovery_codes() -> ResponseReturnValue:
    """Make ten new ones and show them, this once; older ones stop working."""
    account = Account.get_by_id(current_user.account_id)
    enrolled.refuse_unless_allowed(account, RECOVERY)
    codes = RecoveryCode.renew(account.id)
    enrolled.note_added(account, RECOVERY)
    notices.send(notices.way_in(account, MADE))
    return _page(account, left=len(codes), codes=codes)


@bp.post("/recovery-codes/remove")
@fresh("recovery_codes")
def remove_recovery_codes() -> ResponseReturnValue:
    """Throw the set away; sessions that one of it opened end at once."""
    account = Account.get_by_id(current_user.account_id)
    if not RecoveryCode.remove(account.id):
        raise NotFound()
    enrolled.note_removed(account, RECOVERY)
    notices.send(notices.way_in(account, REMOVED))
    return redirect(url_for("settings.recovery_codes"), 303)


def _page(account: Account, *, left: int, codes: list[str] | None = None) -> ResponseReturnValue:
    return htmx.render(
        "settings/recovery_codes/index.html",
        "settings/recovery_codes/_panel.html",
        codes=codes,
        sheet=_sheet(account, codes) if codes else None,
        left=left,
        is_few=left <= FEW,
        is_fresh=is_fresh(),
        held_until=held_until(account),
        came_by_one=current_user.proof == RECOVERY,
        place=known_place(request.args.get("place")),
    )


def _sheet(account: Account, codes: list[str]) -> str:
    """The codes as a text file."""
    title = _(
        "Recovery codes of %(name)s for %(platform)s",
        name=account.display_name,
        platform=account.platform.name,
    )
    advice = _("Each code signs you in once. Keep them safe.")
    return "\n".join([title, "", *codes, "", advice, ""])
