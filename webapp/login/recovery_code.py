"""`/verify/recovery-code`: a code from paper, when the phone is gone."""

from flask import request
from werkzeug.wrappers import Response

from webapp import notices
from webapp.access.factors.proof import CodeMalformed
from webapp.access.factors.recovery_code import RecoveryCode, is_whole
from webapp.access.signin.people import reached
from webapp.accounts.factor import RECOVERY
from webapp.languages import N_
from webapp.login import bp
from webapp.login.pending import find_pending
from webapp.login.trying import answer, offer

USED = N_("A recovery code was used to sign in to your account at %(platform)s.")

TYPED_LENGTH_MAX = 64


class RecoveryCodeMalformed(CodeMalformed):
    """A recovery code has twenty-four letters and digits. Type all of them."""


@bp.get("/verify/recovery-code")
def recovery_code() -> Response:
    """Ask for one of the ten."""
    return offer(find_pending(), RECOVERY)


@bp.post("/verify/recovery-code")
def enter_recovery_code() -> Response:
    """Sign in with a recovery code, which is used up by it."""
    pending, typed = find_pending(), request.form.get("code", "")[:TYPED_LENGTH_MAX]
    if not is_whole(typed):
        return offer(pending, RECOVERY, RecoveryCodeMalformed())
    was_proven = pending.is_proven
    response = answer(
        pending, RECOVERY, lambda them: RecoveryCode.spend([one.id for one in them], typed)
    )
    for account in [] if was_proven else reached(pending):
        notices.send(notices.way_in(account, USED))
    return response
