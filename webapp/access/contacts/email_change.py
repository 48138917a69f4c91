"""Another e-mail address: what a code to the old one opened is over, and the new one is young."""

from webapp.access.audit import trail
from webapp.access.factors import attempts
from webapp.access.sessions.session import Session
from webapp.access.signin.verification import Verification
from webapp.accounts import contact_change
from webapp.accounts.account import Account
from webapp.accounts.contact_change import ContactChange
from webapp.accounts.factor import EMAIL
from webapp.database import db


def change(
    account: Account,
    email: str | None,
    *,
    by: str,
    keep: str | None = None,
    actor: str | None = None,
) -> None:
    """Codes by mail go to this address from now on; for a week they cannot replace the phone.

    `keep` is the digest of the one session that stays, if it is by mail.
    """
    with db.atomic():
        ContactChange.note(account, contact_change.EMAIL, by, account.email)
        account.change(email=email)
        attempts.rebind(account.id, EMAIL)
        Verification.end_all(account.id)
        others = Session.live(account.id).where(Session.digest != (keep or ""))
        for session in list(others):
            if session.is_by(EMAIL):
                session.end_now("the e-mail address that opened it was changed")
        trail.record("email.changed", account=account, actor=actor, by=by, to=email)
