"""What an account can prove itself by, beside texts and mails, and what its removal ends."""

from webapp import clock
from webapp.access.audit import trail
from webapp.access.factors import attempts
from webapp.access.factors.authenticator import Authenticator
from webapp.access.factors.passkey import Passkey
from webapp.access.factors.recovery_code import RecoveryCode
from webapp.access.sessions.session import Session
from webapp.accounts.account import Account
from webapp.accounts.factor import PASSKEY, RECOVERY, TOTP
from webapp.database import db
from webapp.errors import AppError

ADDED = {TOTP: "factor.added", RECOVERY: "recovery_codes.made", PASSKEY: "passkey.added"}
REMOVED = {TOTP: "factor.removed", RECOVERY: "factor.removed", PASSKEY: "passkey.removed"}


class FactorNotAllowed(AppError):
    """Your platform does not offer this way to sign in. Choose another one."""

    status = 403


def refuse_unless_allowed(account: Account, factor: str) -> None:
    """Raise `FactorNotAllowed` for what the platform took away."""
    if not account.platform.allows(factor):
        raise FactorNotAllowed()


def usable(account: Account) -> list[str]:
    """The factors of its own that the account has and its platform allows."""
    has = {
        TOTP: lambda: Authenticator.of(account.id) is not None,
        RECOVERY: lambda: RecoveryCode.left(account.id) > 0,
        PASSKEY: lambda: bool(Passkey.of(account.id)),
    }
    return [
        factor for factor, is_held in has.items() if account.platform.allows(factor) and is_held()
    ]


def newest_at(account_id: str, factor: str) -> int:
    """When the newest of these was enrolled; one that is gone again counts as new."""
    rows = {
        TOTP: lambda: filter(None, [Authenticator.of(account_id)]),
        RECOVERY: lambda: RecoveryCode.select().where(RecoveryCode.account == account_id),
        PASSKEY: lambda: Passkey.of(account_id),
    }
    return max((row.created for row in rows[factor]()), default=clock.now())


def note_added(account: Account, factor: str) -> None:
    """A factor was added: it is written down, and wrong tries at an older one are forgotten."""
    with db.atomic():
        attempts.rebind(account.id, factor)
        trail.record(ADDED[factor], account=account, factor=factor)


def note_removed(account: Account, factor: str) -> None:
    """A factor was removed: it is written down, and every session that it opened ends at once."""
    with db.atomic():
        for session in list(Session.live(account.id)):
            if session.is_by(factor):
                session.end_now("what opened it was removed")
        trail.record(REMOVED[factor], account=account, factor=factor)
