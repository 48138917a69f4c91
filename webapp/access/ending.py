"""Everything that lets somebody in, ended at once: sessions, pending sign-ins, unspent links."""

from dataclasses import dataclass

from peewee import Expression, ModelSelect

from webapp import clock
from webapp.access import audit
from webapp.access.login_link import LoginLink
from webapp.access.session import Session, is_alive
from webapp.access.verification import Verification
from webapp.accounts.account import Account
from webapp.accounts.platform import Platform
from webapp.database import db


@dataclass(frozen=True, slots=True)
class Ended:
    """How much of what lets in there was."""

    sessions: int
    sign_ins: int
    links: int


def end_account(account: Account, *, keep: str | None = None, actor: str | None = None) -> Ended:
    """Nobody is in this account any more, nor on the way in; `keep` is the digest of one left.

    A session that could switch to the account ends too, wherever it is now.
    """
    return _end(Account.id == account.id, account=account, keep=keep, actor=actor)


def end_platform(platform: Platform) -> Ended:
    """Nobody is in any account of this platform any more."""
    return _end(Account.platform == platform.id, platform=platform)


def end_all() -> Ended:
    """Nobody is in at all."""
    return _end(Account.id.is_null(False))


def _end(
    whose: Expression,
    *,
    account: Account | None = None,
    platform: Platform | None = None,
    keep: str | None = None,
    actor: str | None = None,
) -> Ended:
    accounts = Account.select(Account.id).where(whose)
    with db.atomic():
        # Sessions last: whoever completes a sign-in meanwhile holds its row, and we wait for them.
        sign_ins, links = _end_sign_ins(whose), _end_links(accounts)
        ended = Ended(_end_sessions(whose, accounts, keep), sign_ins, links)
        audit.record(
            "sessions.ended_everywhere",
            account=account,
            platform=platform,
            actor=actor,
            sessions=ended.sessions,
            sign_ins=ended.sign_ins,
            links=ended.links,
        )
    return ended


def _end_sessions(whose: Expression, accounts: ModelSelect, keep: str | None) -> int:
    theirs = Session.account.in_(accounts) | Session.digest.in_(_reaching(whose))
    others = Session.digest != (keep or "")
    return Session.update(ended_at=clock.now()).where(is_alive(), theirs, others).execute()


def _reaching(whose: Expression) -> list[str]:
    """The sessions that could switch to one of these accounts."""
    found = Session.select(Session.digest, Session.reach).where(
        is_alive(), Session.reach.is_null(False)
    )
    able = {session.digest: set(session.reach) for session in found}
    reached = set().union(*able.values())
    rows = Account.select(Account.id).where(whose, Account.id.in_(reached)).tuples()
    theirs = {account_id for (account_id,) in rows} if reached else set()
    return [digest for digest, reach in able.items() if reach & theirs]


def _end_sign_ins(whose: Expression) -> int:
    """Those that a link began, and those that an e-mail address did, which name no account yet."""
    pending = Verification.ended_at.is_null() & (Verification.expires_at > clock.now())
    by_link = Verification.account.in_(Account.select(Account.id).where(whose))
    by_email = Verification.email.in_(Account.select(Account.email).where(whose))
    return Verification.update(ended_at=clock.now()).where(pending, by_link | by_email).execute()


def _end_links(accounts: ModelSelect) -> int:
    now = clock.now()
    unspent = LoginLink.spent_at.is_null() & (LoginLink.expires_at > now)
    return (
        LoginLink.update(expires_at=now).where(unspent, LoginLink.account.in_(accounts)).execute()
    )
