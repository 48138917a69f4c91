"""A try to prove oneself, noted in the audit log whatever comes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from flask import current_app

from webapp.access.audit import trail
from webapp.access.codes import asking
from webapp.access.codes.sent_code import CodeExpired
from webapp.access.factors.attempts import FactorLocked, FactorOff
from webapp.access.factors.proof import CodeMalformed, CodeNotAsked
from webapp.access.signin.people import accounts_of, reached
from webapp.access.signin.verification import TriesSpent, Verification, VerificationGone
from webapp.accounts.factor import PASSKEY, RECOVERY, TOTP
from webapp.errors import AppError

NO_TRIES = (CodeMalformed, CodeNotAsked, VerificationGone)
EVENT_OF = {
    FactorLocked: "code.locked",
    FactorOff: "code.locked",
    TriesSpent: "code.locked",
    CodeExpired: "code.expired",
}
USED = {TOTP: "factor.used", PASSKEY: "factor.used", RECOVERY: "recovery_code.used"}


@contextmanager
def noted(pending: Verification, factor: str) -> Iterator[None]:
    """Note how the try inside came out, for each account that it was a try at."""
    try:
        yield
    except NO_TRIES:
        raise
    except AppError as error:
        note = partial(_note_refusal, pending, EVENT_OF.get(type(error), "code.wrong"), factor)
        if pending.is_self_serve:
            current_app.extensions["outgoing"].submit(note)  # how long it takes would tell
        else:
            note()
        raise
    opened = reached(pending)
    asking.entered(pending, factor, opened)
    for account in opened:
        trail.record(USED.get(factor, "code.accepted"), account=account, way=factor)


def _note_refusal(pending: Verification, event: str, factor: str) -> None:
    for account in accounts_of(pending):
        trail.record(event, account=account, result=trail.REFUSED, way=factor)
