"""Everything that lets somebody in, ended at once: sessions, pending sign-ins, unspent links."""

from dataclasses import dataclass

from peewee import Expression, Model, ModelSelect

from webapp import clock
from webapp.access.audit import trail
from webapp.access.sessions.known_device import KnownDevice
from webapp.access.sessions.session import Session, is_alive
from webapp.access.signin.login_link import LoginLink
from webapp.access.signin.verification import CHOICE_LIFETIME, Verification
from webapp.accounts.account import Account
from webapp.accounts.platform import Platform
from webapp.changes import announce
from webapp.database import db


@dataclass(frozen=True, slots=True)
class Ended:
    """How much of what lets in there was."""

    sessions: int
    sign_ins: int
    links: int


def end_account(account: Account, *, keep: str | None = None, actor: str | None = None) -> Ended:
    """Nobody is in this account any more, nor on the way in; `keep` is the digest of one left.

    A session that could switch to the account ends too, wherever it is now. Its devices are
    strangers from now on: the next sign-in on any of them is told.
    """
    KnownDevice.delete().where(KnownDevice.account == account.id).execute()
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
        trail.record(
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
    theirs = Session.account.in_(accounts) | Session.digest.in_(
        _reaching(whose, Session, is_alive())
    )
    others = Session.digest != (keep or "")
    ending = Session.update(ended_at=clock.now()).where(is_alive(), theirs, others)
    ended = [row.account_id for row in ending.returning(Session.account).execute()]
    for account_id in sorted(set(ended)):
        announce(account_id)
    return len(ended)


def _reaching(whose: Expression, table: type[Model], is_open: Expression) -> list[str]:
    """The sessions or sign-ins that could come to one of these accounts."""
    found = table.select(table.digest, table.reach).where(is_open, table.reach.is_null(False))
    able = {row.digest: set(row.reach) for row in found}
    reached = set().union(*able.values())
    rows = Account.select(Account.id).where(whose, Account.id.in_(reached)).tuples()
    theirs = {account_id for (account_id,) in rows} if reached else set()
    return [digest for digest, reach in able.items() if reach & theirs]


def _end_sign_ins(whose: Expression) -> int:
    """Those that a link began, those that an e-mail address did, and who enrols one phone for all.

    The second name no account yet; the third name one of several.
    """
    row, now = Verification, clock.now()
    is_waited_for = (row.expires_at > now) | (row.proven_at > now - CHOICE_LIFETIME)
    pending = row.ended_at.is_null() & is_waited_for
    by_link = row.account.in_(Account.select(Account.id).where(whose))
    by_email = row.email.in_(Account.select(Account.email).where(whose))
    together = row.digest.in_(_reaching(whose, Verification, pending))
    return row.update(ended_at=now).where(pending, by_link | by_email | together).execute()


def _end_links(accounts: ModelSelect) -> int:
    now = clock.now()
    unspent = LoginLink.spent_at.is_null() & (LoginLink.expires_at > now)
    return (
        LoginLink.update(expires_at=now).where(unspent, LoginLink.account.in_(accounts)).execute()
    )
