"""`/settings/recovery-codes`: ten codes on paper, for the day when the phone is gone."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import htmx, notices
from webapp.access import factors
from webapp.access.recovery_code import FEW, RecoveryCode
from webapp.accounts.account import Account
from webapp.accounts.factor import RECOVERY
from webapp.accounts.payout_hold import held_until
from webapp.errors import NotFound
from webapp.settings import bp
from webapp.settings.fresh_proof import fresh, is_fresh


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
    factors.refuse_unless_allowed(account, RECOVERY)
    codes = RecoveryCode.renew(account.id)
    factors.note_added(account, RECOVERY)
    notices.send(notices.way_in(account, "Recovery codes were made for"))
    return _page(account, left=len(codes), codes=codes)


@bp.post("/recovery-codes/remove")
@fresh("recovery_codes")
def remove_recovery_codes() -> ResponseReturnValue:
    """Throw the set away; sessions that one of it opened end at once."""
    account = Account.get_by_id(current_user.account_id)
    if not RecoveryCode.remove(account.id):
        raise NotFound()
    factors.note_removed(account, RECOVERY)
    notices.send(notices.way_in(account, "The recovery codes were removed from"))
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
    )


def _sheet(account: Account, codes: list[str]) -> str:
    """The codes as a text file."""
    lines = [f"Recovery codes of {account.display_name} for {account.platform.name}", ""]
    return "\n".join([*lines, *codes, "", "Each code signs you in once. Keep them safe.", ""])
